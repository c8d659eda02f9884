namespace Transcoder.Contracts;

/// <summary>
/// Tells whoever listens that a job has come to another state, at least once for each state that it stays in for some seconds; may come twice.
/// That a job is found is not told, that it waits again is.
/// </summary>
public sealed record JobChanged
{
    public required Guid JobId { get; init; }

    /// <summary>As the API tells it: "active", "completed".</summary>
    public required string State { get; init; }

    /// <summary>Below the storage root, '/'-separated.</summary>
    public required string Source { get; init; }

    public required long SourceBytes { get; init; }

    public required string Profile { get; init; }

    /// <summary>Below <c>completed/</c>; null until the job is planned.</summary>
    public string? Output { get; init; }

    /// <summary>Null until the result is accepted.</summary>
    public long? OutputBytes { get; init; }

    /// <summary>One sentence: why it failed, was cancelled, or waits.</summary>
    public string? Reason { get; init; }
}
