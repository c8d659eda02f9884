using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Health;

namespace Transcoder.Coordinator;

/// <summary>What of the coordinator is reached over HTTP; hosts without a web server leave it out.</summary>
public static class CoordinatorWeb
{
    /// <summary>Registers API, health checks and metrics. Unless told otherwise only this machine reaches them.</summary>
    public static void AddCoordinatorWeb(this IHostApplicationBuilder builder)
    {
        builder.ListenOnLoopback();
        builder.Services.AddApi().AddHealth();
    }

    /// <summary>Adds the routes of everything that <see cref="AddCoordinatorWeb"/> has registered.</summary>
    public static IEndpointRouteBuilder MapCoordinator(this IEndpointRouteBuilder routes) => routes.MapApi().MapHealth();
}
