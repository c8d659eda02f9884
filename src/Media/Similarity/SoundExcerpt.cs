namespace Transcoder.Media.Similarity;

/// <summary>A second of one track's waveform, with a little before and behind it by which another track's may be moved.</summary>
internal sealed class SoundExcerpt
{
    /// <summary>Samples of the second.</summary>
    public const int Length = SoundTrace.SampleRate;

    /// <summary>Samples before it, and as many behind it.</summary>
    public const int Margin = SoundTrace.SampleRate / 10;

    private long _late;
    private int _pieces;

    /// <summary>All channels in one; silent where the track has nothing.</summary>
    public short[] Samples { get; } = new short[Length + (2 * Margin)];

    /// <summary>By how many samples the times of what is in here are later than its places, in the mean.</summary>
    public double Late => _pieces == 0 ? 0 : (double)_late / _pieces;

    /// <param name="at">Its place in here.</param>
    /// <param name="late">By how many samples its time is later than that.</param>
    /// <param name="channels">At least 1.</param>
    /// <param name="samples">Channel by channel within each moment.</param>
    public void Add(int at, int late, int channels, ReadOnlySpan<short> samples)
    {
        _late += late;
        _pieces++;
        for (var moment = 0; moment < samples.Length / channels; moment++)
        {
            // Not of one weight, since channels may be each other's opposite.
            var sum = 0f;
            for (var channel = 0; channel < channels; channel++)
            {
                sum += samples[(moment * channels) + channel] / (channel + 1f);
            }

            Samples[at + moment] = (short)Math.Clamp(sum, short.MinValue, short.MaxValue);
        }
    }
}
