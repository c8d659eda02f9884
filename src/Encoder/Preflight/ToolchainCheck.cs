using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Preflight;

/// <summary>ffmpeg and ffprobe answer; what ffmpeg says of itself becomes part of this encoder's identity.</summary>
internal sealed class ToolchainCheck(ToolRunner tools, EncoderIdentity identity) : IPreflightCheck
{
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(
            FfmpegAsync(cancellationToken), ToolVersion.CheckAsync(tools, "ffprobe", "-version", Cures.Ffmpeg, cancellationToken));

    private async Task<CheckResult> FfmpegAsync(CancellationToken cancellationToken)
    {
        try
        {
            identity.Toolchain = await Toolchain.ReadAsync(tools, cancellationToken);
            return new CheckResult("ffmpeg", true, $"version {identity.Toolchain.FfmpegVersion}");
        }
        catch (IOException missing)
        {
            return new CheckResult("ffmpeg", false, missing.Message, Cures.Ffmpeg);
        }
    }
}
