using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Transcoder.Encoder.Messaging;

/// <summary>The standalone encoder's bus over RabbitMQ.</summary>
internal static class BrokerBus
{
    // The broker gives an order back after two missed ones; the default of 60 s would cost minutes.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    public static void AddBrokerBus(this IServiceCollection services) => services.AddMassTransit(configurator =>
    {
        configurator.DisableUsageTelemetry();
        EncoderBus.AddConsumers(configurator);
        configurator.UsingRabbitMq((context, bus) =>
        {
            bus.Host(new Uri(context.GetRequiredService<IOptions<BrokerOptions>>().Value.Url!), host =>
            {
                host.Heartbeat(Heartbeat);
                host.ConnectionName($"encoder:{context.GetRequiredService<EncoderIdentity>().Name}");
            });
            EncoderBus.ConfigureEndpoints(context, bus);
        });
    });
}
