using System.Security.Cryptography;
using System.Text;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>Which ffmpeg this machine has. Chunks of one film must come from one toolchain.</summary>
public sealed record Toolchain
{
    private const int LongestAnswer = 100_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>As ffmpeg prints it, such as "5.1.9-0+deb12u1".</summary>
    public required string FfmpegVersion { get; init; }

    /// <summary>
    /// Equal where ffmpeg, its build options and its own libraries are equal: 64 lower-case hexadecimal digits. Encoders that it loads, such as
    /// x264, are not in it; a distribution that updates one without the other escapes.
    /// </summary>
    public required string Hash { get; init; }

    /// <summary>Asks the ffmpeg in PATH.</summary>
    /// <exception cref="ToolMissingException">There is none.</exception>
    /// <exception cref="IOException">It does not run, or says something that is no version.</exception>
    public static async Task<Toolchain> ReadAsync(ToolRunner runner, CancellationToken cancellationToken)
    {
        var request = new ToolRequest { Program = "ffmpeg", Arguments = ["-version"], Limit = Limit };
        var (result, output) = await runner.CaptureAsync(request, LongestAnswer, cancellationToken).ConfigureAwait(false);
        return result.Succeeded && Parse(output) is { } toolchain
            ? toolchain
            : throw new IOException($"ffmpeg -version ended with {result.ExitCode}: {string.Join(" / ", result.ErrorTail)}");
    }

    internal static Toolchain? Parse(string output) =>
        output.Split(' ', 4) is ["ffmpeg", "version", var version, _]
            ? new Toolchain { FfmpegVersion = version, Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(output))) }
            : null;
}
