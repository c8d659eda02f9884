using Transcoder.Contracts;

namespace Transcoder.Coordinator.Api;

/// <summary>How far an execution is, by the encoder's last sign of life.</summary>
/// <param name="Phase">What it does now.</param>
/// <param name="Frames">Written so far.</param>
/// <param name="FramesPerSecond">Of wall time, lately.</param>
/// <param name="Percent">0 to 100, of the encode alone.</param>
/// <param name="RemainingSeconds">Until the encode ends; null when unknown.</param>
public sealed record ProgressView(ExecutionPhase Phase, long Frames, double FramesPerSecond, double Percent, double? RemainingSeconds)
{
    internal static ProgressView Of(ExecutionProgress progress) =>
        new(progress.Phase, progress.Frames, progress.FramesPerSecond, progress.Percent, progress.Remaining?.TotalSeconds);
}
