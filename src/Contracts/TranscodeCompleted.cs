namespace Transcoder.Contracts;

/// <summary>An execution's result stands in the storage, checked by its encoder.</summary>
public sealed record TranscodeCompleted
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

    /// <summary>Hash of the source as it was encoded: 64 lower-case hexadecimal digits.</summary>
    public required string SourceSha256 { get; init; }

    /// <inheritdoc cref="TranscodeRequested.SettingsHash"/>
    public required string SettingsHash { get; init; }

    /// <summary>Below the storage root, '/'-separated: the order's result folder and <see cref="WorkNames.Result"/>.</summary>
    public required string ResultPath { get; init; }

    /// <summary>Size of the result in bytes.</summary>
    public required long ResultBytes { get; init; }

    /// <summary>Hash of the result before it was pushed: 64 lower-case hexadecimal digits.</summary>
    public required string ResultSha256 { get; init; }

    /// <summary>Frames that ffmpeg wrote.</summary>
    public required long Frames { get; init; }

    /// <summary>Wall time that ffmpeg ran.</summary>
    public required TimeSpan EncodeTime { get; init; }

    /// <summary>Where the source is damaged or cut off at its beginning, one sentence; null where nothing hinted at that.</summary>
    public string? SourceDamage { get; init; }

    /// <inheritdoc cref="EncoderHeartbeat.Toolchain"/>
    public string? Toolchain { get; init; }
}
