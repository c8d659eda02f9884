using Transcoder.Media.Containers;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>
/// Whole pictures from every ffmpeg: from 7.1 on it leaves out by itself what a container asks players to leave out. Older ones do not, and do not know
/// the option that says so.
/// </summary>
public sealed class UncroppedInput(ToolRunner runner)
{
    private static readonly string[] Uncropped = ["-apply_cropping", "codec"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private bool? _crops;

    /// <summary>Options before an input.</summary>
    /// <param name="source">A file on this machine.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<IReadOnlyList<string>> OptionsAsync(string source, CancellationToken cancellationToken) =>
        await ContainerCropping.FindAsync(source, cancellationToken).ConfigureAwait(false) is not null
        && (_crops ??= await CropsAsync(cancellationToken).ConfigureAwait(false)) == true ? Uncropped : [];

    /// <returns>Null when it tells nothing, as when it was killed.</returns>
    private async Task<bool?> CropsAsync(CancellationToken cancellationToken)
    {
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments = ["-v", "error", "-nostdin", .. Uncropped, "-f", "lavfi", "-i", "nullsrc=s=16x16", "-frames:v", "1", "-f", "null", "-"],
            Confinement = new Confinement(),
            Limit = Limit,
        };
        var ended = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return ended.Succeeded ? true : ended.ErrorTail.Any(line => line.Contains("apply_cropping", StringComparison.Ordinal)) ? false : null;
    }
}
