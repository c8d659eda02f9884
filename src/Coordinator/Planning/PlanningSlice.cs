namespace Transcoder.Coordinator.Planning;

/// <summary>Registers the planner.</summary>
public static class PlanningSlice
{
    public static IServiceCollection AddPlanning(this IServiceCollection services)
    {
        services.AddSingleton<SourceFinder>();
        services.AddSingleton<PlanningQueue>();
        services.AddSingleton<PlanningDelay>();
        services.AddSingleton<JobPlanning>();
        services.AddHostedService<PlanningWorker>();
        return services;
    }
}
