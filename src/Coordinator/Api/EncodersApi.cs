using Microsoft.AspNetCore.Http.HttpResults;
using Transcoder.Coordinator.Fleet;

namespace Transcoder.Coordinator.Api;

/// <summary>Shows the living encoders.</summary>
public static class EncodersApi
{
    public static IEndpointRouteBuilder MapEncoders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/encoders", List).WithTags("Encoders").WithName("ListEncoders").WithSummary("Living encoders and their work");
        return routes;
    }

    private static Ok<IReadOnlyList<EncoderView>> List(EncoderFleet fleet) =>
        TypedResults.Ok<IReadOnlyList<EncoderView>>([.. fleet.Living.Select(View)]);

    private static EncoderView View(EncoderStatus status) => new()
    {
        Id = status.Heartbeat.EncoderId,
        Name = status.Heartbeat.EncoderName,
        State = status.Heartbeat.State,
        StateReason = status.Heartbeat.StateReason,
        Slots = status.Heartbeat.Slots,
        Work = [.. status.Heartbeat.Executions.Select(work => new EncoderWork(work.JobId, work.ExecutionId, ProgressView.Of(work)))],
        SeenAt = status.SeenAt,
        Version = status.Heartbeat.Version,
        FfmpegVersion = status.Heartbeat.FfmpegVersion,
        FreeWorkBytes = status.Heartbeat.FreeWorkBytes,
    };
}
