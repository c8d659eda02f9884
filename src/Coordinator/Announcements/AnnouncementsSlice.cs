namespace Transcoder.Coordinator.Announcements;

/// <summary>Registers what tells others of the jobs.</summary>
public static class AnnouncementsSlice
{
    public static IServiceCollection AddAnnouncements(this IServiceCollection services) => services.AddHostedService<JobAnnouncer>();
}
