namespace Transcoder.Contracts;

/// <summary>An encoder does not take an order that is not for it; held against nobody.</summary>
public sealed record TranscodeDeclined
{
    /// <inheritdoc cref="TranscodeRequested.JobId"/>
    public required Guid JobId { get; init; }

    /// <inheritdoc cref="TranscodeRequested.PartId"/>
    public required Guid PartId { get; init; }

    /// <inheritdoc cref="TranscodeRequested.AttemptId"/>
    public required Guid AttemptId { get; init; }

    /// <inheritdoc cref="EncoderHeartbeat.EncoderId"/>
    public required Guid EncoderId { get; init; }

    /// <inheritdoc cref="EncoderHeartbeat.EncoderName"/>
    public required string EncoderName { get; init; }

    /// <summary>One sentence: what does not match.</summary>
    public required string Reason { get; init; }
}
