using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Transcoder.Broker;

namespace Transcoder.Encoder.Messaging;

/// <summary>The standalone encoder's bus over RabbitMQ.</summary>
internal static class BrokerBus
{
    public static void AddBrokerBus(this IServiceCollection services)
    {
        services.AddMassTransit(configurator =>
        {
            configurator.DisableUsageTelemetry();
            EncoderBus.AddConsumers(configurator);
            configurator.UsingRabbitMq((context, bus) =>
            {
                bus.UseBroker(
                    context.GetRequiredService<IOptions<BrokerOptions>>().Value, $"encoder:{context.GetRequiredService<EncoderIdentity>().Name}");
                EncoderBus.ConfigureEndpoints(context, bus);
            });
        });
        services.AddBusGuard();
    }
}
