using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>Which ffmpeg this machine has. Chunks of one film must come from one toolchain.</summary>
public sealed record Toolchain
{
    /// <summary>As ffmpeg prints it, such as "5.1.9-0+deb12u1".</summary>
    public required string FfmpegVersion { get; init; }

    /// <summary>Equal where ffmpeg, its build and its libraries are equal: 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Asks the ffmpeg in PATH.</summary>
    public static Task<Toolchain> ReadAsync(ToolRunner runner, CancellationToken cancellationToken) => throw new NotSupportedException();
}
