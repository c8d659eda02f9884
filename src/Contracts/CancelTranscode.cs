namespace Transcoder.Contracts;

/// <summary>
/// Tells every encoder to stop work that is not wanted (any more). Repeated as long as the work shows up in heartbeats.
/// </summary>
public sealed record CancelTranscode
{
    /// <inheritdoc cref="TranscodeRequested.JobId"/>
    public required Guid JobId { get; init; }

    /// <summary>One sentence: why.</summary>
    public required string Reason { get; init; }

    /// <summary>Only this execution; null means every execution of the job.</summary>
    public Guid? ExecutionId { get; init; }
}
