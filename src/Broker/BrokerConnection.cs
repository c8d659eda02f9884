using System.Net.Security;
using RabbitMQ.Client;

namespace Transcoder.Broker;

/// <summary>For who talks to the broker without a bus.</summary>
public static class BrokerConnection
{
    /// <summary>Connections as the settings want them, with the same trust as the bus and without recovery.</summary>
    /// <param name="options">Validated, with an URL.</param>
    /// <param name="name">Shown by the broker's lists.</param>
    public static ConnectionFactory Factory(BrokerOptions options, string name)
    {
        ArgumentNullException.ThrowIfNull(options);
        var factory = new ConnectionFactory { Uri = new Uri(options.Url!), AutomaticRecoveryEnabled = false, ClientProvidedName = name };
        if (factory.Ssl.Enabled)
        {
            // The client's own default for an amqps:// address is any name.
            factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.None;
            factory.Ssl.ServerName = factory.HostName;
            factory.Ssl.CertificateValidationCallback = new BrokerTrust(options).Accepts;
        }

        return factory;
    }
}
