using MassTransit;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Health;
using Transcoder.Coordinator.Ingest;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Messaging;
using Transcoder.Coordinator.Planning;
using Transcoder.Coordinator.Profiles;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Submissions;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator;

/// <summary>Composes the coordinator: alone over RabbitMQ, or inside the embedded host, which brings a bus of its own.</summary>
public static class CoordinatorHost
{
    /// <summary>Everything but the bus and the HTTP API.</summary>
    public static void AddCoordinator(this IHostApplicationBuilder builder)
    {
        // Each statement to the database would be a line otherwise.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        var services = builder.Services;
        services.AddTesting();
        services.AddSingleton(TimeProvider.System);
        services.AddSandbox();
        services.AddSingleton<FfprobeClient>();
        services.AddJobs().AddStorage();
        services.AddSingleton<EncoderFleet>();
        services.AddSingleton<CancelNotice>();
        services.AddSingleton<JobProgress>();
        services.AddProfiles();
        services.AddSubmissions();
        services.AddIngest();
        services.AddPlanning();
        services.AddDispatch();
        services.AddCompletion();
    }

    /// <summary>The service on its own: coordinator, HTTP API and bus.</summary>
    public static void AddCoordinatorService(this IHostApplicationBuilder builder)
    {
        builder.AddCoordinator();
        builder.AddCoordinatorWeb(trustsMachine: false);
        // What keeps the host from starting is said by its program, once, in a sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        var services = builder.Services;
        services.AddRabbitMqMessaging();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            CoordinatorBus.AddConsumers(bus);
            bus.UsingRabbitMq((context, configurator) =>
            {
                CoordinatorBus.ConfigureHost(configurator, context, "coordinator");
                CoordinatorBus.ConfigureEndpoints(context, configurator);
            });
        });
    }
}
