namespace Transcoder.Contracts;

/// <summary>An execution ended because its encoder stops in order; the order itself goes back to the broker. Held against nobody.</summary>
public sealed record TranscodeHandedBack
{
    /// <inheritdoc cref="TranscodeRequested.JobId"/>
    public required Guid JobId { get; init; }

    /// <inheritdoc cref="TranscodeRequested.PartId"/>
    public required Guid PartId { get; init; }

    /// <inheritdoc cref="TranscodeRequested.AttemptId"/>
    public required Guid AttemptId { get; init; }

    /// <inheritdoc cref="TranscodeStarted.ExecutionId"/>
    public required Guid ExecutionId { get; init; }

    /// <inheritdoc cref="EncoderHeartbeat.EncoderId"/>
    public required Guid EncoderId { get; init; }

    /// <inheritdoc cref="EncoderHeartbeat.EncoderName"/>
    public required string EncoderName { get; init; }
}
