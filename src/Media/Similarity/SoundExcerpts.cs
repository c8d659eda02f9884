namespace Transcoder.Media.Similarity;

/// <summary>
/// Excerpts of one track, at places that depend on the time alone, so those of two films stand at the same ones. Of a film of any length at most
/// <see cref="Most"/> are kept, which is 1.2 MB. Filled by one caller.
/// </summary>
internal sealed class SoundExcerpts
{
    /// <summary>More are never kept.</summary>
    public const int Most = 64;

    private const int Spacing = 2 * SoundTrace.SampleRate;

    // Pieces follow each other without a gap where their times leave less than a millisecond, which is what containers round to.
    private const int Rounding = SoundTrace.SampleRate / 1000;

    private readonly SortedDictionary<int, SoundExcerpt> _kept = [];
    private int _stride = 1;
    private long _next = long.MinValue / 2;

    /// <summary>By place.</summary>
    public IReadOnlyDictionary<int, SoundExcerpt> Kept => _kept;

    /// <returns>When an excerpt begins, from the first picture.</returns>
    public static TimeSpan Start(int place) => TimeSpan.FromSeconds((double)place * Spacing / SoundTrace.SampleRate);

    /// <summary>Takes a piece of sound.</summary>
    /// <param name="first">Its first moment, in samples from the first picture.</param>
    /// <param name="channels">At least 1.</param>
    /// <param name="samples">Channel by channel within each moment.</param>
    public void Add(long first, int channels, ReadOnlySpan<short> samples)
    {
        var moments = samples.Length / channels;
        var start = Math.Abs(first - _next) <= Rounding ? _next : first;
        _next = start + moments;
        for (var place = (int)Math.Max(0, (start - SoundExcerpt.Length - SoundExcerpt.Margin) / Spacing); Begin(place) < _next; place++)
        {
            var (from, to) = (Math.Max(start, Begin(place)), Math.Min(_next, Begin(place) + SoundExcerpt.Length + (2 * SoundExcerpt.Margin)));
            if (place % _stride == 0 && from < to)
            {
                Excerpt(place).Add((int)(from - Begin(place)), (int)(first - start), channels, samples[(int)((from - start) * channels)..(int)((to - start) * channels)]);
            }
        }
    }

    private static long Begin(int place) => ((long)place * Spacing) - SoundExcerpt.Margin;

    private SoundExcerpt Excerpt(int place)
    {
        if (!_kept.TryGetValue(place, out var excerpt))
        {
            _kept[place] = excerpt = new SoundExcerpt();
            if (_kept.Count > Most)
            {
                _stride *= 2;
                foreach (var other in _kept.Keys.Where(other => other % _stride != 0).ToList())
                {
                    _kept.Remove(other);
                }
            }
        }

        return excerpt;
    }
}
