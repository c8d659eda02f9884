using Transcoder.Contracts;

namespace Transcoder.Coordinator.Api;

/// <summary>One living encoder process.</summary>
public sealed record EncoderView
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required EncoderState State { get; init; }

    /// <summary>Why it is unwell.</summary>
    public string? StateReason { get; init; }

    public required int Slots { get; init; }

    public required IReadOnlyList<EncoderWork> Work { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    public string? Version { get; init; }

    public string? FfmpegVersion { get; init; }

    public long? FreeWorkBytes { get; init; }

    /// <summary>How ffmpeg and ffprobe run there.</summary>
    public SandboxLevel? Sandbox { get; init; }
}
