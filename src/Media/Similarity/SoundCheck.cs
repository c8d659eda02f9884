using System.Globalization;
using Transcoder.Media.Chunks;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Similarity;

/// <summary>
/// Compares the sound of tracks that were made alone, for a film in pieces, with their source's as <see cref="SimilarityCheck"/> does. Of the
/// source's pictures only the first is decoded.
/// </summary>
public sealed class SoundCheck(ToolRunner runner)
{
    private static readonly string[] Strictly = ["-err_detect", "explode", "-threads", "1"];

    /// <param name="result">A file on this machine; all of its tracks are looked at.</param>
    /// <param name="offset">By how much its times are late: <see cref="StitchClock.TracksOffset"/>.</param>
    /// <param name="source">A file on this machine. Errors in it are not looked at.</param>
    /// <param name="picture">Index in the source of the stream that the tracks belong to.</param>
    /// <param name="tracks">Indexes in the source of the tracks that the result must have, in order; not empty.</param>
    /// <param name="idleLimit">An ffmpeg that does nothing for so long is killed.</param>
    /// <param name="cancellationToken">Kills all.</param>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<SoundOutcome> RunAsync(
        string result, TimeSpan offset, string source, int picture, IReadOnlyList<int> tracks, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var zero = await FirstPicture.FindAsync(runner, source, $"0:{Text(picture)}", idleLimit, cancellationToken).ConfigureAwait(false);
        var header = await new FfprobeClient(runner).ProbeAsync(source, cancellationToken).ConfigureAwait(false);
        var start = (header as ProbeOutcome.Probed)?.Probe.Start ?? TimeSpan.Zero;
        var made = new DecodedFilm(
            runner,
            new FilmReading
            {
                Path = result,
                Options = Strictly,
                Tracks = [.. tracks.Select((_, index) => $"0:a:{Text(index)}")],
                Zero = zero - start + offset,
            });
        var original = new DecodedFilm(
            runner, new FilmReading { Path = source, Options = ["-threads", "1"], Tracks = [.. tracks.Select(track => $"0:{Text(track)}")], Zero = zero });
        var ends = await Task.WhenAll(made.RunAsync(idleLimit, cancellationToken), original.RunAsync(idleLimit, cancellationToken)).ConfigureAwait(false);
        return new SoundOutcome
        {
            Clean = ends[0] is { Succeeded: true, ErrorEmpty: true },
            Difference = SoundRule.Judge(made.Sound, original.Sound),
            ErrorTail = ends[0].ErrorTail,
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
