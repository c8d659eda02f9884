using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Health;

namespace Transcoder.Coordinator;

/// <summary>What of the coordinator is reached over HTTP; hosts without a web server leave it out.</summary>
public static class CoordinatorWeb
{
    /// <summary>Registers API, health checks and metrics. Unless told otherwise only this machine reaches them.</summary>
    /// <param name="builder">Gets all of it.</param>
    /// <param name="trustsMachine">The API may do without a token where no other machine reaches it.</param>
    public static void AddCoordinatorWeb(this IHostApplicationBuilder builder, bool trustsMachine)
    {
        builder.ListenOnLoopback();
        builder.Services.AddApi(trustsMachine).AddHealth();
    }

    /// <summary>Adds the routes of everything that <see cref="AddCoordinatorWeb"/> has registered.</summary>
    public static IEndpointRouteBuilder MapCoordinator(this IEndpointRouteBuilder routes) => routes.MapApi().MapHealth();
}
