namespace Transcoder.Coordinator.Submissions;

/// <summary>Registers the way in for people and scripts.</summary>
public static class SubmissionsSlice
{
    public static IServiceCollection AddSubmissions(this IServiceCollection services) => services.AddSingleton<SubmissionDesk>();
}
