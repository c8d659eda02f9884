using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Ingest;

/// <summary>Registers the watch on <c>incoming/</c>.</summary>
public static class IngestSlice
{
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<IngestOptions>, IngestOptionsValidator>();
        services.AddSingleton<IValidateOptions<IngestOptions>, IngestRules>();
        services.AddOptions<IngestOptions>().BindConfiguration("Ingest").ValidateOnStart();
        services.AddSingleton<SourceNames>();
        services.AddSingleton<SettlingQueue>();
        services.AddSingleton<ScanRequests>();
        services.AddSingleton<SourceScan>();
        services.AddSingleton<KnownSources>();
        services.AddSingleton<IncomingScan>();
        services.AddSingleton<IncomingEvents>();
        services.AddHostedService<SourceWatcher>();
        services.AddHostedService<SourceIntake>();
        return services;
    }
}
