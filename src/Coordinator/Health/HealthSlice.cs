using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Transcoder.Media.Processes;

namespace Transcoder.Coordinator.Health;

/// <summary>Registers health checks and metrics.</summary>
public static class HealthSlice
{
    /// <summary>Tag of the checks behind <c>/health/ready</c>; MassTransit's own check of the bus carries it, too.</summary>
    internal const string Ready = "ready";

    /// <summary>The one starter of tools, and how it starts those that read strange files.</summary>
    public static IServiceCollection AddSandbox(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<SandboxOptions>, SandboxOptionsValidator>();
        services.AddOptions<SandboxOptions>().BindConfiguration("Sandbox").ValidateOnStart();
        services.AddSingleton(provider => new ToolRunner(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<SandboxOptions>>().Value.Mode));
        services.AddHostedService<SandboxStart>();
        return services;
    }

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<HealthOptions>, HealthOptionsValidator>();
        services.AddOptions<HealthOptions>().BindConfiguration("Health").ValidateOnStart();
        // Who asks is told; a log of every question would be a stack trace every few seconds while the broker is away.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Ready])
            .AddCheck<StorageCheck>("storage", tags: [Ready]);
        services.AddSingleton<FarmMetrics>();
        services.AddHostedService<MetricsCounter>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("transcoder-coordinator", autoGenerateServiceInstanceId: false))
            .WithMetrics(metrics => metrics
                .AddMeter(FarmMetrics.MeterName, "MassTransit", "System.Runtime")
                .AddPrometheusExporter());
        return services;
    }
}
