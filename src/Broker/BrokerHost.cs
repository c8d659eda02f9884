using System.Security.Authentication;
using MassTransit;

namespace Transcoder.Broker;

/// <summary>What the buses of both services have in common.</summary>
public static class BrokerHost
{
    // The broker gives an order back after two missed ones; the default of 60 s would cost minutes.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>To be called before anything else is configured.</summary>
    /// <param name="bus">Is led to the broker.</param>
    /// <param name="options">Validated, with an URL.</param>
    /// <param name="name">Shown by the broker's lists.</param>
    public static void UseBroker(this IRabbitMqBusFactoryConfigurator bus, BrokerOptions options, string name)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(options);
        var url = new Uri(options.Url!);
        bus.Host(url, host =>
        {
            host.Heartbeat(Heartbeat);
            host.ConnectionName(name);
            if (url.Scheme == "amqps")
            {
                // Left alone, the bus takes any authority, and no TLS at all on another port than 5671.
                host.UseSsl(ssl =>
                {
                    ssl.ServerName = url.Host;
                    ssl.Protocol = SslProtocols.None;
                    ssl.CertificateValidationCallback = new BrokerTrust(options).Accepts;
                });
            }
        });
        if (!options.DeclareTopology)
        {
            DeployedTopology.Expect(bus);
        }
    }
}
