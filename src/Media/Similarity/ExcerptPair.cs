using System.Numerics;

namespace Transcoder.Media.Similarity;

/// <summary>An excerpt of a result and its source's of the same place. Rising frequencies count more: the deepest ones tell little about time.</summary>
internal sealed class ExcerptPair(SoundExcerpt heard, SoundExcerpt original)
{
    // What is nearer to the best lag than a millisecond is the same peak.
    private const int Peak = SoundTrace.SampleRate / 1000;

    private readonly float[] _heard = Changes(heard.Samples);
    private readonly float[] _original = Changes(original.Samples)[SoundExcerpt.Margin..^SoundExcerpt.Margin];

    /// <returns>
    /// The lag in samples at which both are most alike, positive where the result is late; how alike they are there, 1 is the same but for loudness;
    /// and at the best lag elsewhere.
    /// </returns>
    public (double Lag, double Best, double Second) Lag()
    {
        var alike = new double[(2 * SoundExcerpt.Margin) + 1];
        var energy = Product(_original, _original);

        // Exact, since so much is added and taken away again.
        var moved = _heard.Take(SoundExcerpt.Length).Sum(change => (double)change * change);
        for (var at = 0; at < alike.Length; at++)
        {
            alike[at] = energy > 0 && moved > 0 ? Product(_original, _heard.AsSpan(at, SoundExcerpt.Length)) / Math.Sqrt(energy * moved) : 0;
            if (at + 1 < alike.Length)
            {
                moved += ((double)_heard[at + SoundExcerpt.Length] * _heard[at + SoundExcerpt.Length]) - ((double)_heard[at] * _heard[at]);
            }
        }

        var best = Array.IndexOf(alike, alike.Max());
        return (best - SoundExcerpt.Margin + heard.Late - original.Late, alike[best], alike.Where((_, at) => Math.Abs(at - best) > Peak).Max());
    }

    private static float[] Changes(short[] samples) => [.. samples.Select((sample, at) => at == 0 ? 0f : sample - samples[at - 1])];

    private static double Product(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sums = Vector<float>.Zero;
        var at = 0;
        for (; at <= one.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            sums += new Vector<float>(one[at..]) * new Vector<float>(other[at..]);
        }

        double sum = Vector.Sum(sums);
        for (; at < one.Length; at++)
        {
            sum += one[at] * other[at];
        }

        return sum;
    }
}
