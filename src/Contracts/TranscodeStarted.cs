namespace Transcoder.Contracts;

/// <summary>An encoder slot has begun to work on an order.</summary>
public sealed record TranscodeStarted
{
    /// <inheritdoc cref="TranscodeRequested.JobId"/>
    public required Guid JobId { get; init; }

    /// <inheritdoc cref="TranscodeRequested.PartId"/>
    public required Guid PartId { get; init; }

    /// <inheritdoc cref="TranscodeRequested.AttemptId"/>
    public required Guid AttemptId { get; init; }

    /// <summary>This work on the order; a redelivered order gets a new one in another process.</summary>
    public required Guid ExecutionId { get; init; }

    /// <inheritdoc cref="EncoderHeartbeat.EncoderId"/>
    public required Guid EncoderId { get; init; }

    /// <inheritdoc cref="EncoderHeartbeat.EncoderName"/>
    public required string EncoderName { get; init; }

    /// <summary>By the encoder's clock, UTC; to be shown, never compared.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
