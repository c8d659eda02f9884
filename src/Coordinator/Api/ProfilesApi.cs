using Microsoft.AspNetCore.Http.HttpResults;
using Transcoder.Coordinator.Profiles;

namespace Transcoder.Coordinator.Api;

/// <summary>Shows the profiles.</summary>
public static class ProfilesApi
{
    public static IEndpointRouteBuilder MapProfiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/profiles", List).WithTags("Profiles").WithName("ListProfiles").WithSummary("Every profile with its settings");
        return routes;
    }

    private static Ok<IReadOnlyList<ProfileView>> List(ProfileCatalog profiles) =>
        TypedResults.Ok<IReadOnlyList<ProfileView>>([.. profiles.All.Select(profile => new ProfileView(
            profile.Name, profile.Name == profiles.DefaultName, profile.VideoCodec, profile.Container, profile.Crf, profile.Preset,
            profile.PixelFormat, profile.Threads, profile.Audio, profile.AudioKilobits))]);
}
