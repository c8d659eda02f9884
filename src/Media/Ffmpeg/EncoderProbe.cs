using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>Tries encoders with one real frame; that they are compiled in says nothing about devices and drivers.</summary>
public sealed class EncoderProbe(ToolRunner runner)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Encodes one synthetic picture of 256x256 in 4:2:0 with each, in one process, and throws all away.</summary>
    /// <param name="ffmpegEncoderNames">At least one, such as "libx265".</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <returns>Good when all succeeded; x265 writes its banner to standard error even then.</returns>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public Task<ToolResult> TryAsync(IReadOnlyList<string> ffmpegEncoderNames, CancellationToken cancellationToken) =>
        runner.RunAsync(
            new ToolRequest
            {
                Program = "ffmpeg",
                Arguments =
                [
                    "-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc2=s=256x256:r=25",
                    .. ffmpegEncoderNames.SelectMany(name => (string[])["-frames:v", "1", "-pix_fmt", "yuv420p", "-c:v", name, "-f", "null", "-"]),
                ],
                Confinement = new Confinement(),
                Environment = new Dictionary<string, string> { ["SVT_LOG"] = "1" },
                Limit = Limit,
            },
            cancellationToken);
}
