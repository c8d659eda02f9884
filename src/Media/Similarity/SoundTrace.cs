namespace Transcoder.Media.Similarity;

/// <summary>How loud one track is, each hundredth of a second, over all its channels. Filled by one caller; two hours are 3 MB.</summary>
public sealed class SoundTrace
{
    /// <summary>Places in a second.</summary>
    public const int Rate = 100;

    private readonly List<float> _energies = [];
    private int? _first;

    /// <summary>The place of the first sample; negative when the track begins before the picture.</summary>
    public int First => _first ?? 0;

    /// <summary>The place behind the last sample; <see cref="First"/> when there was none.</summary>
    public int End => First + _energies.Count;

    /// <summary>Mean square at a place, 1 is full scale; 0 where the track has no sample.</summary>
    public double this[int place] => place >= First && place < End ? _energies[place - First] : 0;

    /// <summary>Takes a piece of sound. What lies before the first piece is left out.</summary>
    /// <param name="start">Of the piece, from the first picture.</param>
    /// <param name="sampleRate">Hertz, a multiple of <see cref="Rate"/>.</param>
    /// <param name="channels">At least 1.</param>
    /// <param name="samples">Channel by channel within each moment.</param>
    public void Add(TimeSpan start, int sampleRate, int channels, ReadOnlySpan<short> samples)
    {
        var perPlace = sampleRate / Rate;
        var moment = (long)Math.Round(start.TotalSeconds * sampleRate);
        for (var at = 0; at + channels <= samples.Length; moment++)
        {
            var place = (int)Math.Floor((double)moment / perPlace);
            _first ??= place;
            while (_energies.Count <= place - First)
            {
                _energies.Add(0);
            }

            for (var channel = 0; channel < channels; channel++, at++)
            {
                var value = samples[at] / 32768f;
                if (place >= First)
                {
                    _energies[place - First] += value * value / (perPlace * channels);
                }
            }
        }
    }
}
