using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Transcoder.Coordinator;
using Transcoder.Coordinator.Messaging;
using Transcoder.Encoder;
using Transcoder.Encoder.Messaging;
using EncoderStorage = Transcoder.Encoder.Settings.StorageOptions;
using StorageOptions = Transcoder.Coordinator.Storage.StorageOptions;

namespace Transcoder.Cli.Embedded;

/// <summary>Coordinator and encoder slots in one process, on one bus.</summary>
internal static class EmbeddedHost
{
    /// <summary>Registers both services and an in-memory bus.</summary>
    public static void AddEmbedded(this IHostApplicationBuilder builder)
    {
        builder.AddBoth();
        builder.Services.AddInMemoryMessaging();
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddBothConsumers();
            bus.UsingInMemory((context, configurator) =>
            {
                CoordinatorBus.ConfigureEndpoints(context, configurator);
                EncoderBus.ConfigureEndpoints(context, configurator);
            });
        });
    }

    /// <summary>Registers both services and a bus over RabbitMQ, where encoders of other machines join.</summary>
    public static void AddEmbeddedOverBroker(this IHostApplicationBuilder builder)
    {
        builder.AddBoth();
        builder.Services.AddRabbitMqMessaging();
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddBothConsumers();
            bus.UsingRabbitMq((context, configurator) =>
            {
                CoordinatorBus.ConfigureHost(configurator, context, "embedded");
                CoordinatorBus.ConfigureEndpoints(context, configurator);
                EncoderBus.ConfigureEndpoints(context, configurator);
            });
        });
    }

    private static void AddBoth(this IHostApplicationBuilder builder)
    {
        // First, so that the checks of this machine run while the coordinator prepares its database.
        builder.AddEncoder();
        builder.AddCoordinator();
        // Slots in this process reach the storage as the coordinator does, whatever way other machines are told.
        builder.Services.AddSingleton(provider => Options.Create(new EncoderStorage
        {
            Endpoints = ["file://" + provider.GetRequiredService<IOptions<StorageOptions>>().Value.Root],
        }));
    }

    private static void AddBothConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.DisableUsageTelemetry();
        CoordinatorBus.AddConsumers(bus);
        EncoderBus.AddConsumers(bus);
    }
}
