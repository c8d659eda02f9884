using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Transcoder.Broker;

namespace Transcoder.Encoder.Messaging;

/// <summary>The standalone encoder's bus over RabbitMQ.</summary>
internal static class BrokerBus
{
    // The broker gives an order back after two missed ones; the default of 60 s would cost minutes.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    public static void AddBrokerBus(this IServiceCollection services)
    {
        services.AddMassTransit(configurator =>
        {
            configurator.DisableUsageTelemetry();
            EncoderBus.AddConsumers(configurator);
            configurator.UsingRabbitMq((context, bus) =>
            {
                bus.Host(new Uri(Url(context)), host =>
                {
                    host.Heartbeat(Heartbeat);
                    host.ConnectionName($"encoder:{context.GetRequiredService<EncoderIdentity>().Name}");
                });
                EncoderBus.ConfigureEndpoints(context, bus);
            });
        });
        services.AddBusGuard(Url);
    }

    private static string Url(IServiceProvider provider) => provider.GetRequiredService<IOptions<BrokerOptions>>().Value.Url!;
}
