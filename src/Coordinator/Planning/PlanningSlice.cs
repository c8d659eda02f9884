using Transcoder.Coordinator.Submissions;

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
        services.AddSingleton<JobPlanning>();
        services.AddSingleton<ISourcePreviewer, SourcePreviewer>();
        services.AddHostedService<PlanningWorker>();
        return services;
    }
}
