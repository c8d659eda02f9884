using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>Tries an encoder with one real frame; that it is compiled in says nothing about devices and drivers.</summary>
public sealed class EncoderProbe(ToolRunner runner)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Encodes one synthetic picture of 256x256 in 4:2:0 and throws it away.</summary>
    /// <param name="ffmpegEncoderName">Such as "libx265".</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <returns>Good when it succeeded; x265 writes its banner to standard error even then.</returns>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public Task<ToolResult> TryAsync(string ffmpegEncoderName, CancellationToken cancellationToken) =>
        RunAsync("testsrc2=s=256x256:r=25", ["-frames:v", "1", "-pix_fmt", "yuv420p", "-c:v", ffmpegEncoderName], cancellationToken);

    /// <summary>Encodes a tenth of a second of a tone at 48 kHz and throws it away.</summary>
    /// <inheritdoc cref="TryAsync"/>
    public Task<ToolResult> TryAudioAsync(string ffmpegEncoderName, CancellationToken cancellationToken) =>
        RunAsync("sine=r=48000:d=0.1", ["-c:a", ffmpegEncoderName], cancellationToken);

    private Task<ToolResult> RunAsync(string source, string[] encoding, CancellationToken cancellationToken) =>
        runner.RunAsync(
            new ToolRequest
            {
                Program = "ffmpeg",
                Arguments = ["-v", "error", "-nostdin", "-f", "lavfi", "-i", source, .. encoding, "-f", "null", "-"],
                Environment = new Dictionary<string, string> { ["SVT_LOG"] = "1" },
                Limit = Limit,
            },
            cancellationToken);
}
