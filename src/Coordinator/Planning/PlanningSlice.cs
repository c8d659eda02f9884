namespace Transcoder.Coordinator.Planning;
public static class PlanningSlice { public static IServiceCollection AddPlanning(this IServiceCollection services) => services; }
