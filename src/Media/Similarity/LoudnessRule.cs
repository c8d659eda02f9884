using System.Globalization;

namespace Transcoder.Media.Similarity;

/// <summary>
/// Tells sound that is the source's from sound that is not, by how loud both are each hundredth of a second. Pure. The figures were found by
/// measurement; docs/verification.md has them. Whatever the result has before the source's sound begins and after it ends is not judged: edit
/// lists hide sound that a copy shows, and encoders fill their first and last block.
/// </summary>
public static class LoudnessRule
{
    private const int Stretch = 5 * SoundTrace.Rate;
    private const int MostShort = SoundTrace.Rate / 2;
    private const double MostLouder = 12;
    private const double MostUnlike = 6;
    private const double Unrelated = 0.8;
    private const double NearerByFactor = 1.5;
    private const double NearerBy = 0.2;

    /// <summary>Judges one track.</summary>
    /// <returns>Null when the result sounds like its source, else the rest of a sentence that begins with the track.</returns>
    public static string? Judge(SoundTrace result, SoundTrace source)
    {
        var length = source.End - source.First;
        if (length == 0)
        {
            return null;
        }

        if (result.First - source.First > MostShort || source.End - result.End > MostShort)
        {
            return $"lasts from {Seconds(result.First)} to {Seconds(result.End)} s where the source's lasts from {Seconds(source.First)} to {Seconds(source.End)} s";
        }

        var (heard, original) = (Energies(result, source), Energies(source, source));
        var pair = new LoudnessPair(heard, original);
        for (var second = 0; second < length; second += SoundTrace.Rate / 2)
        {
            var louder = pair.Louder(second, Math.Min(length, second + SoundTrace.Rate));
            if (Math.Abs(louder) > MostLouder && second + SoundTrace.Rate <= length)
            {
                return $"is {Text(Math.Abs(louder))} dB {(louder > 0 ? "louder" : "quieter")} than the source's at {Seconds(source.First + second)} s";
            }
        }

        for (var first = 0; first == 0 || first + (Stretch / 2) < length; first += Stretch / 2)
        {
            // The last one is as long as the others: of a few places anything can be said.
            var end = Math.Min(length, first + Stretch);
            var (near, far, lag) = pair.Lags(Math.Max(0, end - Stretch), end);
            if (near > NearerByFactor * far && near > far + NearerBy)
            {
                return $"is {Text(10 * Math.Abs(lag))} ms {(lag > 0 ? "late" : "early")} at {Seconds(source.First + first)} s";
            }

            if (near > MostUnlike && near > Unrelated * far)
            {
                return $"is not the source's at {Seconds(source.First + first)} s: it is {Text(near)} dB louder or quieter in the mean";
            }
        }

        return null;
    }

    private static double[] Energies(SoundTrace trace, SoundTrace source) =>
        [.. Enumerable.Range(source.First, source.End - source.First).Select(place => trace[place])];

    private static string Seconds(int place) => Text(place / (double)SoundTrace.Rate);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
