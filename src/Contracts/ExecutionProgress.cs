namespace Transcoder.Contracts;

/// <summary>How far one execution is.</summary>
public sealed record ExecutionProgress
{
    /// <inheritdoc cref="TranscodeRequested.JobId"/>
    public required Guid JobId { get; init; }

    /// <inheritdoc cref="TranscodeRequested.PartId"/>
    public required Guid PartId { get; init; }

    /// <inheritdoc cref="TranscodeRequested.AttemptId"/>
    public required Guid AttemptId { get; init; }

    /// <inheritdoc cref="TranscodeStarted.ExecutionId"/>
    public required Guid ExecutionId { get; init; }

    /// <summary>What it does now.</summary>
    public required ExecutionPhase Phase { get; init; }

    /// <summary>Frames written so far.</summary>
    public long Frames { get; init; }

    /// <summary>Frames per second of wall time, over the last half minute.</summary>
    public double FramesPerSecond { get; init; }

    /// <summary>0 to 100, of the encode alone.</summary>
    public double Percent { get; init; }

    /// <summary>Until the encode ends; null when unknown.</summary>
    public TimeSpan? Remaining { get; init; }
}
