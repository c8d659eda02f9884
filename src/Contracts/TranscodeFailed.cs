namespace Transcoder.Contracts;

/// <summary>An execution ended without a result.</summary>
public sealed record TranscodeFailed
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

    /// <summary>Who is to blame.</summary>
    public required FailureKind Kind { get; init; }

    /// <summary>One sentence an operator can act on.</summary>
    public required string Reason { get; init; }

    /// <summary>The tool's exit code; null when no tool ran or none ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The last lines that the tool wrote to its standard error, at most 40.</summary>
    public IReadOnlyList<string> LogTail { get; init; } = [];
}
