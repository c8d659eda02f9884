using System.Globalization;

namespace Transcoder.Media.Similarity;

/// <summary>
/// Tells a result that shows its source from one that does not, picture by picture, and lets an honest encode pass however low its quality is: each
/// stretch is judged against the film's own median. Fed by one caller at a time. The figures were found by measurement; docs/verification.md
/// has it.
/// </summary>
public sealed class SimilarityRule
{
    /// <summary>Pictures in the stretch that is judged: about a second.</summary>
    public const int Stretch = 24;

    // What a grey picture would have for an error is a picture of something else; the addend lets dark and flat pictures pass with the coarse steps
    // that encoders leave in them.
    private const double Flat = 25;

    // Below this median the encode has lost so much of each picture that a neighbour may honestly be as near.
    private const double FineMedian = 0.992;
    private const double NearerByFactor = 2;
    private const double NearerAsAWholeByFactor = 1.5;

    private readonly List<Likeness> _pictures = [];
    private readonly OffsetWatch _offsets = new();
    private readonly LagWatch _lags = new();

    /// <summary>Takes the next picture of both films.</summary>
    /// <param name="result">A <see cref="Thumbnail"/>.</param>
    /// <param name="source">The thumbnail that has the same place in the source.</param>
    public void Add(ReadOnlySpan<byte> result, ReadOnlySpan<byte> source)
    {
        var likeness = Likeness.Of(result, source);
        _pictures.Add(likeness);
        _offsets.Add(result, source);
        _lags.Add(result, source);
    }

    /// <summary>Judges all pictures so far.</summary>
    /// <returns>Null when the result shows its source, else one sentence with the numbers of the pictures, counted from 0.</returns>
    public string? Judge()
    {
        if (_pictures.Count == 0)
        {
            return null;
        }

        var median = Median(picture => picture.Ssim);
        var lost = 1 - median;
        var other = Worst(picture => picture.SquaredError, picture => picture.Variance + Flat);
        if (other.Value >= 1)
        {
            return $"{Pictures(other.First)} show something else than the source";
        }

        var weak = Worst(picture => median - picture.Ssim);
        if (weak.Value > 0.05 + (2 * lost))
        {
            return $"{Pictures(weak.First)} are less like the source than the rest: {Text(median - weak.Value)} where the median is {Text(median)} (SSIM)";
        }

        var typical = Median(picture => picture.WeakestWindow);
        var spot = Worst(picture => typical - picture.WeakestWindow);
        if (spot.Value > 0.2 + (3 * lost))
        {
            return $"a part of {Pictures(spot.First)} is not like the source: {Text(typical - spot.Value)} where the median is {Text(typical)} (SSIM)";
        }

        if (_offsets.NearerAsAWhole is { Factor: > NearerAsAWholeByFactor } whole)
        {
            return $"all pictures are those that the source has {Places(whole.Offset)}";
        }

        return (median >= FineMedian && _offsets.Nearer is { Factor: > NearerByFactor } stretch ? (stretch.Offset, stretch.First) : _lags.Find()) is { } off
            ? $"the pictures from {Text(off.First)} on are those that the source has {Places(off.Offset)}"
            : null;
    }

    private static string Places(int offset) => $"{Text(Math.Abs(offset))} places {(offset > 0 ? "later" : "earlier")}";

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private string Pictures(int first) => $"the pictures {Text(first)} to {Text(Math.Min(first + Stretch, _pictures.Count) - 1)}";

    private double Median(Func<Likeness, double> value) => Middle.Of(_pictures.Select(value));

    private (double Value, int First) Worst(Func<Likeness, double> value) => Worst(value, _ => 1);

    /// <summary>The largest quotient of both sums over a stretch; over all pictures when they are fewer.</summary>
    private (double Value, int First) Worst(Func<Likeness, double> above, Func<Likeness, double> below)
    {
        var (worst, first) = (double.NegativeInfinity, 0);
        var (dividend, divisor) = (0.0, 0.0);
        var length = Math.Min(Stretch, _pictures.Count);
        for (var index = 0; index < _pictures.Count; index++)
        {
            dividend += above(_pictures[index]);
            divisor += below(_pictures[index]);
            if (index >= length)
            {
                dividend -= above(_pictures[index - length]);
                divisor -= below(_pictures[index - length]);
            }

            if (index >= length - 1 && dividend / divisor > worst)
            {
                (worst, first) = (dividend / divisor, index - length + 1);
            }
        }

        return (worst, first);
    }
}
