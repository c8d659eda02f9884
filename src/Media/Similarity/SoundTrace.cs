namespace Transcoder.Media.Similarity;

/// <summary>
/// How loud one track is, each hundredth of a second, over all its channels, and how it swings now and then. Filled by one caller; two hours are 4 MB.
/// </summary>
public sealed class SoundTrace
{
    /// <summary>Places in a second.</summary>
    public const int Rate = 100;

    /// <summary>Hertz of what it takes.</summary>
    public const int SampleRate = 8000;

    // The square of 32768.
    private const double FullScale = 1 << 30;

    private readonly List<float> _energies = [];
    private int? _first;

    /// <summary>Pieces of its waveform.</summary>
    internal SoundExcerpts Excerpts { get; } = new();

    /// <summary>The place of the first sample; negative when the track begins before the picture.</summary>
    public int First => _first ?? 0;

    /// <summary>The place behind the last sample; <see cref="First"/> when there was none.</summary>
    public int End => First + _energies.Count;

    /// <summary>Mean square at a place, 1 is full scale; 0 where the track has no sample.</summary>
    public double this[int place] => place >= First && place < End ? _energies[place - First] : 0;

    /// <summary>Takes a piece of sound. What lies before the first piece is left out.</summary>
    /// <param name="start">Of the piece, from the first picture.</param>
    /// <param name="channels">At least 1.</param>
    /// <param name="samples">Channel by channel within each moment.</param>
    public void Add(TimeSpan start, int channels, ReadOnlySpan<short> samples)
    {
        const int perPlace = SampleRate / Rate;
        var first = (long)Math.Round(start.TotalSeconds * SampleRate);
        Excerpts.Add(first, channels, samples);
        var moments = samples.Length / channels;
        for (var done = 0; done < moments;)
        {
            var place = (int)Math.Floor((double)(first + done) / perPlace);
            var end = (int)Math.Min(moments, ((place + 1L) * perPlace) - first);
            Add(place, Squares(samples[(done * channels)..(end * channels)]) / (FullScale * perPlace * channels));
            done = end;
        }
    }

    private static long Squares(ReadOnlySpan<short> samples)
    {
        var sum = 0L;
        foreach (var sample in samples)
        {
            sum += sample * sample;
        }

        return sum;
    }

    private void Add(int place, double energy)
    {
        _first ??= place;
        while (_energies.Count <= place - First)
        {
            _energies.Add(0);
        }

        if (place >= First)
        {
            _energies[place - First] += (float)energy;
        }
    }
}
