namespace Transcoder.TestKit.Brokers;

/// <summary>The brokers that tests run against.</summary>
public enum BrokerKind
{
    /// <summary>The system's rabbitmq-server, as a private node.</summary>
    Local = 0,

    /// <summary>The image that compose.yaml names, in a container.</summary>
    Container = 1,
}
