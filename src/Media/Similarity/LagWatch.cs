using System.Runtime.CompilerServices;

namespace Transcoder.Media.Similarity;

/// <summary>
/// Tells by how many pictures a result is ahead of its source or behind, after a picture that was dropped or doubled, where much of each picture is
/// lost: what differs between both is held against how the source moves, and grain and blur have no part in that. Encoders repeat what
/// they have shown, so a poor honest one is behind at times; ahead is none. The figures were found by measurement; docs/verification.md has it.
/// </summary>
internal sealed class LagWatch
{
    private const int Stretch = 12;

    // Grey values, squared: below it nothing moves, or nothing of it has come through.
    private const double LeastMotion = 0.1;
    private const double Floor = 0.1;

    // Pictures.
    private const double Off = 0.6;
    private const double NearerAheadByFactor = 1.05;
    private const int StretchesAhead = 3;

    // What is behind is judged only in films that are hardly ever behind, and when it lasts.
    private const double NearerBehindByFactor = 1.2;
    private const double LowestMedian = -0.06;
    private const double LargestDeviation = 0.05;
    private const int StretchesBehind = 16;

    private readonly byte[][] _results = [new byte[Thumbnail.Bytes], new byte[Thumbnail.Bytes], new byte[Thumbnail.Bytes]];
    private readonly byte[][] _sources = [new byte[Thumbnail.Bytes], new byte[Thumbnail.Bytes], new byte[Thumbnail.Bytes]];
    private readonly List<Motion> _pictures = [];
    private int _count;

    /// <param name="result">The next picture.</param>
    /// <param name="source">The one at its place.</param>
    public void Add(ReadOnlySpan<byte> result, ReadOnlySpan<byte> source)
    {
        result.CopyTo(_results[_count % 3]);
        source.CopyTo(_sources[_count % 3]);
        _count++;
        if (_count >= 3)
        {
            _pictures.Add(Motion.Of(Three(_results), Three(_sources)));
        }
    }

    /// <returns>Where the source has what the result shows, 1 or -1 places away, and the number of the first such picture; null when that is nowhere.</returns>
    public (int Offset, int First)? Find()
    {
        var stretches = Stretches();
        var lags = stretches.Where(stretch => stretch.Moves).Select(stretch => stretch.Lag).ToList();
        if (lags.Count < Stretch)
        {
            return null;
        }

        var median = Middle.Of(lags);
        var deviation = Middle.Of(lags.Select(lag => Math.Abs(lag - median)));
        var ahead = First(
            stretches, StretchesAhead, stretch => stretch.Lag - Math.Max(median, 0) > Off + deviation && stretch.NearerAhead > NearerAheadByFactor);
        if (ahead is { } found)
        {
            return (1, found);
        }

        return median >= LowestMedian && deviation <= LargestDeviation
            && First(stretches, StretchesBehind, stretch => median - stretch.Lag > Off + deviation && stretch.NearerBehind > NearerBehindByFactor) is { } behind
            ? (-1, behind) : null;
    }

    private static int? First(List<Sums> stretches, int many, Predicate<Sums> isOff)
    {
        var run = 0;
        for (var index = 0; index < stretches.Count; index++)
        {
            run = stretches[index].Moves && isOff(stretches[index]) ? run + 1 : 0;
            if (run == many)
            {
                // The first picture has none before it.
                return index - many + 2;
            }
        }

        return null;
    }

    private Trio Three(byte[][] ring) => new(ring[_count % 3], ring[(_count + 1) % 3], ring[(_count + 2) % 3]);

    private List<Sums> Stretches()
    {
        var stretches = new List<Sums>();
        var sums = default(Sums);
        for (var index = 0; index < _pictures.Count; index++)
        {
            sums = sums.With(_pictures[index], 1);
            if (index >= Stretch)
            {
                sums = sums.With(_pictures[index - Stretch], -1);
            }

            if (index >= Stretch - 1)
            {
                stretches.Add(sums);
            }
        }

        return stretches;
    }

    /// <summary>A picture between its neighbours.</summary>
    private readonly ref struct Trio(ReadOnlySpan<byte> before, ReadOnlySpan<byte> picture, ReadOnlySpan<byte> after)
    {
        public ReadOnlySpan<byte> Before { get; } = before;

        public ReadOnlySpan<byte> Picture { get; } = picture;

        public ReadOnlySpan<byte> After { get; } = after;
    }

    /// <summary>
    /// Sums over the pixels of a picture, without what <see cref="Likeness.SquaredErrorBeyondShade"/> leaves out, in whole numbers: those over a stretch
    /// are exact whatever was added and taken away.
    /// </summary>
    /// <param name="Off">The difference to the source times the source's motion.</param>
    /// <param name="Own">The result's motion times the source's.</param>
    /// <param name="Here">Squared error to the source's picture.</param>
    /// <param name="Ahead">To its next one.</param>
    /// <param name="Behind">To the one before.</param>
    private readonly record struct Motion(int Off, int Own, int Here, int Ahead, int Behind)
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static Motion Of(Trio result, Trio source)
        {
            var (off, own, here, ahead, behind) = (0, 0, 0, 0, 0);
            var (brighter, brighterNext, brighterLast, brightening) = (0, 0, 0, 0);
            for (var at = 0; at < Thumbnail.Bytes; at++)
            {
                var pixel = result.Picture[at];
                var (difference, next, last) = (pixel - source.Picture[at], pixel - source.After[at], pixel - source.Before[at]);
                var motion = source.After[at] - source.Before[at];
                off += difference * motion;
                own += (result.After[at] - result.Before[at]) * motion;
                here += difference * difference;
                ahead += next * next;
                behind += last * last;
                brighter += difference;
                brighterNext += next;
                brighterLast += last;
                brightening += motion;
            }

            return new Motion(
                off - (int)Math.Round(Math.Clamp((double)brighter / Thumbnail.Bytes, -Likeness.Shade, Likeness.Shade) * brightening), own, Beyond(here, brighter),
                Beyond(ahead, brighterNext), Beyond(behind, brighterLast));

            static int Beyond(int error, int brighter) => error - (int)Math.Round(Likeness.ShadeError(brighter, Thumbnail.Bytes));
        }
    }

    private readonly record struct Sums(long Off, long Own, long Here, long Ahead, long Behind)
    {
        private const double Pixels = (double)Stretch * Thumbnail.Bytes;

        public bool Moves => Own > LeastMotion * Pixels;

        /// <summary>Pictures by which the result is ahead, by least squares; motion is that of two pictures.</summary>
        public double Lag => 2.0 * Off / Own;

        public double NearerAhead => Nearer(Ahead);

        public double NearerBehind => Nearer(Behind);

        public Sums With(Motion picture, int times) => new(
            Off + (times * picture.Off), Own + (times * picture.Own), Here + (times * picture.Here), Ahead + (times * picture.Ahead),
            Behind + (times * picture.Behind));

        private double Nearer(long there) => (Here + (Floor * Pixels)) / (there + (Floor * Pixels));
    }
}
