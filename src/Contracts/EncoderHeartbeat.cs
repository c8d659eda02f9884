namespace Transcoder.Contracts;

/// <summary>Sign of life of one encoder process, every few seconds: idle, busy, unwell and stopping.</summary>
public sealed record EncoderHeartbeat
{
    /// <summary>The encoder process; lives as long as it.</summary>
    public required Guid EncoderId { get; init; }

    /// <summary>The machine's name (<c>Encoder:Name</c>).</summary>
    public required string EncoderName { get; init; }

    /// <summary>What the encoder says of itself.</summary>
    public required EncoderState State { get; init; }

    /// <summary>Orders that the encoder works on at once.</summary>
    public required int Slots { get; init; }

    /// <summary>What it works on now; empty when idle.</summary>
    public required IReadOnlyList<ExecutionProgress> Executions { get; init; }

    /// <summary>One sentence beside <see cref="EncoderState.Unwell"/>; null otherwise.</summary>
    public string? StateReason { get; init; }

    /// <summary>Version of the encoder program.</summary>
    public string? Version { get; init; }

    /// <summary>Identifies the builds of ffmpeg and its libraries; equal means results can be joined.</summary>
    public string? Toolchain { get; init; }

    /// <summary>The ffmpeg version, as it tells it.</summary>
    public string? FfmpegVersion { get; init; }

    /// <summary>Free bytes where the encoder works.</summary>
    public long? FreeWorkBytes { get; init; }

    /// <summary>How ffmpeg and ffprobe run there; null before the encoder knows.</summary>
    public SandboxLevel? Sandbox { get; init; }
}
