namespace Transcoder.Media.Similarity;

/// <summary>
/// Finds stretches whose pictures are nearer to the source's pictures some places before or after them than to those at their own place, as after
/// a picture that was dropped or doubled.
/// </summary>
internal sealed class OffsetWatch
{
    private const int Furthest = 25;
    private const int Ring = Furthest + 1;

    private readonly byte[][] _results = Pictures();
    private readonly byte[][] _sources = Pictures();
    private readonly double[] _errors = new double[Ring];
    private readonly List<Comparison> _comparisons =
        [.. new[] { 1, 2, 3, 6, 12, Furthest }.SelectMany(offset => new[] { new Comparison(-offset), new Comparison(offset) })];

    private int _count;

    /// <summary>The place to which all pictures together are nearer than to their own, and how many times; null as long as there are too few.</summary>
    public (double Factor, int Offset)? NearerAsAWhole =>
        _comparisons.MaxBy(comparison => comparison.Total) is { Total: { } factor } nearest ? (factor, nearest.Offset) : null;

    /// <summary>The stretch that is nearest to another place, with the number of its first picture; null as long as there are too few pictures.</summary>
    public (double Factor, int Offset, int First)? Nearer { get; private set; }

    /// <param name="result">The next picture.</param>
    /// <param name="source">The one at its place.</param>
    public void Add(ReadOnlySpan<byte> result, ReadOnlySpan<byte> source)
    {
        result.CopyTo(_results[_count % Ring]);
        source.CopyTo(_sources[_count % Ring]);
        _errors[_count % Ring] = Likeness.SquaredErrorBeyondShade(result, source);
        foreach (var comparison in _comparisons)
        {
            // One of the two pictures is the newest.
            var picture = comparison.Offset < 0 ? _count : _count - comparison.Offset;
            var other = picture + comparison.Offset;
            if (picture < 0 || other < 0)
            {
                continue;
            }

            var there = Likeness.SquaredErrorBeyondShade(_results[picture % Ring], _sources[other % Ring]);
            if (comparison.Add(_errors[picture % Ring], there) is { } factor && !(factor <= Nearer?.Factor))
            {
                Nearer = (factor, comparison.Offset, picture - Comparison.Stretch + 1);
            }
        }

        _count++;
    }

    private static byte[][] Pictures() => [.. Enumerable.Range(0, Ring).Select(_ => new byte[Thumbnail.Bytes])];

    /// <summary>The errors of the last pictures at their own place and at one other.</summary>
    private sealed class Comparison(int offset)
    {
        public const int Stretch = 12;

        // Where nothing moves, or nothing can be seen, both places are equally near.
        private const double Floor = 0.1;

        private readonly (double Here, double There)[] _errors = new (double, double)[Stretch];
        private double _here;
        private double _there;
        private int _count;

        public int Offset => offset;

        /// <summary>As <see cref="Add"/> says it, of all pictures.</summary>
        public double? Total => _count < Stretch ? null : _here / _there;

        /// <returns>How many times nearer the pictures of the last stretch are to the other place; null before there is one.</returns>
        public double? Add(double here, double there)
        {
            _errors[_count++ % Stretch] = (here + Floor, there + Floor);
            _here += here + Floor;
            _there += there + Floor;
            return _count < Stretch ? null : _errors.Sum(error => error.Here) / _errors.Sum(error => error.There);
        }
    }
}
