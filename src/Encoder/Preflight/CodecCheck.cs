using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Preflight;

/// <summary>Every encoder that an order can ask for encodes one real frame: a listed one may still lack a library or an instruction.</summary>
internal sealed class CodecCheck(EncoderProbe probe) : IPreflightCheck
{
    private static readonly string[] Encoders = ["libx264", "libx265", "libsvtav1", "libvpx-vp9"];

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Encoders.Select(encoder => TryAsync(encoder, cancellationToken)));

    private async Task<CheckResult> TryAsync(string encoder, CancellationToken cancellationToken)
    {
        try
        {
            var result = await probe.TryAsync(encoder, cancellationToken);
            return result.Succeeded
                ? new CheckResult(encoder, true, "encodes")
                : new CheckResult(
                    encoder, false, $"one frame ended with exit code {result.ExitCode}: {result.ErrorTail.LastOrDefault("it said nothing")}",
                    $"Install an ffmpeg that has {encoder}; the one of Debian 12 or later and Ubuntu 24.04 or later does");
        }
        catch (ToolMissingException)
        {
            return new CheckResult(encoder, false, "ffmpeg cannot be started", Cures.Ffmpeg);
        }
    }
}
