using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Api;

/// <summary>One job without its parts.</summary>
public sealed record JobSummary
{
    public required Guid Id { get; init; }

    /// <summary>Below the storage root.</summary>
    public required string Source { get; init; }

    public required string Profile { get; init; }

    public required int Priority { get; init; }

    public required JobState State { get; init; }

    /// <summary>Below <c>completed/</c>; reserved from planning on.</summary>
    public string? Output { get; init; }

    /// <summary>One sentence: why it failed, was cancelled, or waits.</summary>
    public string? Reason { get; init; }

    public FailureKind? FailureKind { get; init; }

    public required long SourceBytes { get; init; }

    public long? OutputBytes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How many chunks the film is encoded in; null for a film that is encoded whole.</summary>
    public int? Chunks { get; init; }

    /// <summary>Of the execution that is furthest, or of all chunks together; null while nobody works on it.</summary>
    public ProgressView? Progress { get; init; }
}
