using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Api;

/// <summary>One encoder slot's work on one attempt.</summary>
public sealed record ExecutionView
{
    public required Guid Id { get; init; }

    public required string Encoder { get; init; }

    public required ExecutionState State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Null when no living encoder works on it.</summary>
    public ProgressView? Progress { get; init; }

    public long? ResultBytes { get; init; }

    public long? Frames { get; init; }

    public double? EncodeSeconds { get; init; }

    public FailureKind? FailureKind { get; init; }

    public string? Reason { get; init; }

    public int? ExitCode { get; init; }
}
