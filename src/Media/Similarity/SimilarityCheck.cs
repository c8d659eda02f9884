using System.Globalization;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Similarity;

/// <summary>
/// Decodes a result, and its source beside it, once each, and compares them picture by picture, and how loud their sound is, and when. It costs
/// two decodes, on all cores.
/// </summary>
public sealed class SimilarityCheck(ToolRunner runner)
{
    private static readonly string[] Strictly = ["-xerror", "-err_detect", "explode"];

    // Two decoders share the cores.
    private static readonly string[] Threads = ["-threads", Math.Max(1, Environment.ProcessorCount / 2).ToString(CultureInfo.InvariantCulture)];

    private readonly UncroppedInput _uncropped = new(runner);

    /// <summary>Stops at the first error in the result, and at the end of the shorter film.</summary>
    /// <param name="films">What is compared.</param>
    /// <param name="idleLimit">An ffmpeg that does nothing for so long is killed.</param>
    /// <param name="cancellationToken">Kills both.</param>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<SimilarityOutcome> RunAsync(FilmPair films, TimeSpan idleLimit, CancellationToken cancellationToken)
    {
        var uncropped = await _uncropped.OptionsAsync(films.Source, cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var shown = new DecodedFilm(
            runner,
            new FilmReading
            {
                Path = films.Result,
                Options = [.. films.Lenient ? [] : Strictly, .. Threads, "-noautorotate"],
                Picture = "0:V:0",
                Tracks = [.. films.Tracks.Select((_, index) => $"0:a:{Text(index)}")],
            });
        var original = new DecodedFilm(
            runner,
            new FilmReading
            {
                Path = films.Source,
                Options = [.. films.Damaged ? FfmpegPath.OneThread : Threads, .. films.Input, .. uncropped],
                Picture = $"0:{Text(films.Picture)}",
                Filters = films.Filters,
                Tracks = [.. films.Tracks.Select(track => $"0:{Text(track)}")],
            });
        var (decoding, reading) = (shown.RunAsync(idleLimit, stop.Token), original.RunAsync(idleLimit, stop.Token));
        var rule = new SimilarityRule();
        var (frames, sourceFrames) = await CompareAsync(shown, original, rule, stop).ConfigureAwait(false);
        var decoded = await EndedAsync(decoding, stop.Token).ConfigureAwait(false);
        var read = await EndedAsync(reading, stop.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new SimilarityOutcome
        {
            Clean = decoded is null or { Succeeded: true, ErrorEmpty: true },
            Frames = frames,
            SourceFrames = sourceFrames,
            Difference = rule.Judge() ?? SoundRule.Judge(shown.Sound, original.Sound),
            ErrorTail = decoded?.ErrorTail ?? [],
            SourceErrorTail = read?.ErrorTail ?? [],
        };
    }

    private static async Task<(long Frames, long SourceFrames)> CompareAsync(
        DecodedFilm shown, DecodedFilm original, SimilarityRule rule, CancellationTokenSource stop)
    {
        var (frames, sourceFrames) = (0L, 0L);
        while (true)
        {
            var (picture, other) = (await shown.NextPictureAsync().ConfigureAwait(false), await original.NextPictureAsync().ConfigureAwait(false));
            if (picture is null && other is null)
            {
                return (frames, sourceFrames);
            }

            frames += picture is null ? 0 : 1;
            sourceFrames += other is null ? 0 : 1;
            if (picture is not null && other is not null)
            {
                rule.Add(picture, other);
            }
            else
            {
                // One is longer, which is all there is to know. What it has sent already is still to be read.
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    /// <returns>Null when it was stopped because the other film was shorter.</returns>
    private static async Task<ToolResult?> EndedAsync(Task<ToolResult> run, CancellationToken stopped)
    {
        try
        {
            return await run.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
