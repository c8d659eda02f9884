using System.Globalization;

namespace Transcoder.Media.Similarity;

/// <summary>
/// Tells sound that is where the source's is beside the picture from sound that is not, by the waveforms of both, to the millisecond. Pure. The
/// figures were found by measurement; docs/verification.md has them. Excerpts that have no one best lag, such as silence, tones, and what an
/// encoder left out, say nothing.
/// </summary>
internal static class WaveformRule
{
    private const double MostMilliseconds = 1.5;
    private const double LeastAlike = 0.5;
    private const double MostAmbiguous = 0.8;

    // Up to two of them may be wrong.
    private const int Run = 5;
    private const int Fewest = 3;

    /// <summary>Judges one track.</summary>
    /// <returns>Null when it is not found to be moved, else the rest of a sentence that begins with the track.</returns>
    public static string? Judge(SoundExcerpts result, SoundExcerpts source)
    {
        var lags = source.Kept.Where(kept => result.Kept.ContainsKey(kept.Key))
            .Select(kept => (Start: SoundExcerpts.Start(kept.Key), Found: new ExcerptPair(result.Kept[kept.Key], kept.Value).Lag()))
            .Where(excerpt => excerpt.Found.Best >= LeastAlike && excerpt.Found.Second <= MostAmbiguous * excerpt.Found.Best)
            .Select(excerpt => (excerpt.Start, Milliseconds: 1000 * excerpt.Found.Lag / SoundTrace.SampleRate))
            .ToList();
        for (var first = 0; first + Math.Clamp(lags.Count, Fewest, Run) <= lags.Count; first++)
        {
            var run = lags.GetRange(first, Math.Min(Run, lags.Count));
            var lag = run.Select(excerpt => excerpt.Milliseconds).Order().ElementAt(run.Count / 2);
            if (Math.Abs(lag) > MostMilliseconds)
            {
                var start = run.First(excerpt => Math.Abs(excerpt.Milliseconds) > MostMilliseconds).Start;
                return string.Create(
                    CultureInfo.InvariantCulture, $"is {Math.Abs(lag):0.#} ms {(lag > 0 ? "late" : "early")} at {start.TotalSeconds:0.#} s");
            }
        }

        return null;
    }
}
