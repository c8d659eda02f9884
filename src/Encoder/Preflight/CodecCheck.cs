using Transcoder.Contracts;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Preflight;

/// <summary>Every encoder that an order can ask for encodes one real frame: a listed one may still lack a library or an instruction.</summary>
internal sealed class CodecCheck(EncoderProbe probe, CodecsInUse inUse) : IPreflightCheck
{
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        List<string> encoders = [.. inUse.Codecs.Select(Encoder)];
        try
        {
            // Together they take half of the time. Who fails is found one by one.
            return (await probe.TryAsync(encoders, cancellationToken)).Succeeded
                ? [.. encoders.Select(encoder => new CheckResult(encoder, true, "encodes"))]
                : await Task.WhenAll(encoders.Select(encoder => TryAsync(encoder, cancellationToken)));
        }
        catch (ToolMissingException)
        {
            return [.. encoders.Select(encoder => new CheckResult(encoder, false, "ffmpeg cannot be started", Cures.Ffmpeg))];
        }
    }

    private static string Encoder(VideoCodec codec) => codec switch
    {
        VideoCodec.H264 => "libx264",
        VideoCodec.Hevc => "libx265",
        VideoCodec.Av1 => "libsvtav1",
        VideoCodec.Vp9 => "libvpx-vp9",
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, "Unknown codec"),
    };

    private async Task<CheckResult> TryAsync(string encoder, CancellationToken cancellationToken)
    {
        var result = await probe.TryAsync([encoder], cancellationToken);
        return result.Succeeded
            ? new CheckResult(encoder, true, "encodes")
            : new CheckResult(
                encoder, false, $"one frame ended with exit code {result.ExitCode}: {FfmpegFaults.Telling(result.ErrorTail)}",
                $"Install an ffmpeg that has {encoder}; the one of Debian 12 or later and Ubuntu 24.04 or later does");
    }
}
