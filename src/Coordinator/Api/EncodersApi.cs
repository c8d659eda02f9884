using Microsoft.AspNetCore.Http.HttpResults;
using Transcoder.Contracts;
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
        TypedResults.Ok<IReadOnlyList<EncoderView>>([.. fleet.Living.Select(status => View(status, fleet.Distrusted.GetValueOrDefault(status.Heartbeat.EncoderName)))]);

    private static EncoderView View(EncoderStatus status, string? distrust) => new()
    {
        Id = status.Heartbeat.EncoderId,
        Name = status.Heartbeat.EncoderName,
        State = distrust is null || status.Heartbeat.State == EncoderState.Stopping ? status.Heartbeat.State : EncoderState.Unwell,
        StateReason = status.Heartbeat.StateReason ?? distrust,
        Slots = status.Heartbeat.Slots,
        Work = [.. status.Heartbeat.Executions.Select(work => new EncoderWork(work.JobId, work.ExecutionId, ProgressView.Of(work)))],
        SeenAt = status.SeenAt,
        Version = status.Heartbeat.Version,
        FfmpegVersion = status.Heartbeat.FfmpegVersion,
        FreeWorkBytes = status.Heartbeat.FreeWorkBytes,
        Sandbox = status.Heartbeat.Sandbox,
    };
}
