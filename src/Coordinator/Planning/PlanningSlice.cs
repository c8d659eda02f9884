using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Submissions;
using Transcoder.Encodes;
using Transcoder.Media.Chunks;

namespace Transcoder.Coordinator.Planning;

/// <summary>Registers the planner.</summary>
public static class PlanningSlice
{
    public static IServiceCollection AddPlanning(this IServiceCollection services)
    {
        services.AddSingleton<SourceFinder>();
        services.AddSingleton<PlanningQueue>();
        services.AddSingleton<PlanningDelay>();
        services.AddSingleton<FreeNames>();
        services.AddSingleton<IValidateOptions<ChunkingOptions>, ChunkingOptionsValidator>();
        services.AddSingleton<IValidateOptions<ChunkingOptions>, ChunkLengthValidator>();
        services.AddOptions<ChunkingOptions>().BindConfiguration("Chunking").ValidateOnStart();
        services.AddSingleton<ChunkSourceReader>();
        services.AddSingleton<ChunkPlanning>();
        services.AddSingleton<JobPlanning>();
        services.AddSingleton<SizeEstimate>();
        services.AddSingleton<ISourcePreviewer, SourcePreviewer>();
        services.AddHostedService<PlanningWorker>();
        return services;
    }
}
