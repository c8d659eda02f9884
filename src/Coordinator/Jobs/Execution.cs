using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>One encoder slot's work on one attempt.</summary>
public sealed class Execution
{
    public required Guid Id { get; init; }

    public Guid AttemptId { get; init; }

    public required Guid EncoderId { get; init; }

    public required string EncoderName { get; init; }

    public ExecutionState State { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public long? ResultBytes { get; set; }

    public string? ResultSha256 { get; set; }

    /// <summary>Hash of what the encoder read, as it told.</summary>
    public string? SourceSha256 { get; set; }

    public long? Frames { get; set; }

    public TimeSpan? EncodeTime { get; set; }

    public FailureKind? FailureKind { get; set; }

    public string? Reason { get; set; }

    public int? ExitCode { get; set; }

    /// <summary>The tool's last lines, joined by line feeds.</summary>
    public string? LogTail { get; set; }
}
