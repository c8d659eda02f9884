using System.Globalization;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>Finds where a film is damaged. It costs one decode on one core, so it is for films that have failed already.</summary>
public sealed class DamageSearch(ToolRunner runner)
{
    /// <summary>Decodes one picture stream and any number of sound streams to their end, whatever is wrong with them.</summary>
    /// <param name="path">A file on this machine.</param>
    /// <param name="picture">Index of the stream over all kinds.</param>
    /// <param name="sound">Likewise.</param>
    /// <param name="limit">The search ends after this long; what it has found until then stands.</param>
    /// <param name="idleLimit">It ends likewise when ffmpeg does nothing for so long.</param>
    /// <param name="cancellationToken">Kills ffmpeg.</param>
    /// <returns>Null when ffmpeg decodes all of it without one complaint, or never gets to decoding.</returns>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<SourceDamage?> RunAsync(
        string path, int picture, IEnumerable<int> sound, TimeSpan limit, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var reading = new DamageReading();
        await runner.RunAsync(
            new ToolRequest
            {
                Program = "ffmpeg",
                Arguments =
                [
                    // A decoder with one thread says in order what comes out of it and what it complains of. A filter that does would be some frames
                    // behind: since 7.0 it has a thread of its own.
                    "-v", "repeat+level+verbose", "-debug_ts", "-hide_banner", "-nostdin", "-nostats", "-threads", "1", "-noautorotate", .. FfmpegPath.Input(path),
                    "-map", Stream(picture), .. sound.SelectMany(stream => (string[])["-map", Stream(stream)]),
                    .. PictureTimes.Kept, "-f", "null", "-",
                ],
                Confinement = Confinement.To(path),
                ErrorLine = reading.Feed,
                Limit = limit,
                IdleLimit = idleLimit,
            },
            cancellationToken).ConfigureAwait(false);
        return reading.Damage;
    }

    private static string Stream(int index) => string.Create(CultureInfo.InvariantCulture, $"0:{index}");
}
