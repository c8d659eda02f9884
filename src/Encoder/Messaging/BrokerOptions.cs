namespace Transcoder.Encoder.Messaging;

/// <summary>Section "Broker".</summary>
public sealed class BrokerOptions
{
    /// <summary><c>amqp://user:password@host:port/vhost</c> or <c>amqps://…</c>; null only where everything runs in one process.</summary>
    public string? Url { get; init; }
}
