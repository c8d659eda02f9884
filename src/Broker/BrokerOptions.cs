namespace Transcoder.Broker;

/// <summary>Section "Broker".</summary>
public sealed class BrokerOptions
{
    /// <summary><c>amqp://user:password@host:port/vhost</c>, or <c>amqps://…</c> for TLS; null only where everything runs in one process.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// PEM file of the authorities that may vouch for the broker's certificate, and nobody beside them; null: whom the system trusts. With
    /// <c>amqps://</c> only.
    /// </summary>
    public string? CaFile { get; init; }

    /// <summary>
    /// Whether queues and exchanges are made where they are missing. If not, those of <c>infra/rabbitmq</c> must be there, and no right to make any is needed.
    /// </summary>
    public bool DeclareTopology { get; init; } = true;
}
