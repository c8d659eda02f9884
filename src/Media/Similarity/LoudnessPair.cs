namespace Transcoder.Media.Similarity;

/// <summary>A result's track and its source's over the time that the source's has, in decibels above a floor that both share.</summary>
internal sealed class LoudnessPair
{
    // Honest sound is within a hundredth; what is between these is left to the waveform.
    private const int Near = 3;
    private const int Far = 5;
    private const int Farthest = 25;

    // Where nothing changes all lags are alike.
    private const double Least = 0.1;

    // What is 40 dB below the loudest second is what encoders leave out, and below -80 dB nobody hears anything.
    private const double Depth = 1e-4;
    private const double Silence = 1e-8;

    private readonly double[] _heard;
    private readonly double[] _original;
    private readonly double[] _heardLevels;
    private readonly double[] _originalLevels;
    private readonly double _floor;

    /// <param name="heard">Energies of the result.</param>
    /// <param name="original">Of the source, as many.</param>
    public LoudnessPair(double[] heard, double[] original)
    {
        (_heard, _original) = (heard, original);
        _floor = Math.Max(Silence, Depth * original.Chunk(SoundTrace.Rate).Max(second => second.Average()));
        (_heardLevels, _originalLevels) = ([.. heard.Select(Level)], [.. original.Select(Level)]);
    }

    /// <returns>Decibels by which the result is louder between two places.</returns>
    public double Louder(int from, int to) => Level(_heard.AsSpan(from, to - from)) - Level(_original.AsSpan(from, to - from));

    /// <returns>
    /// The mean difference in decibels at the best lag that is honest, and at the best one that is not, which is named in places; positive where
    /// the result is late.
    /// </returns>
    public (double Near, double Far, int Lag) Lags(int from, int to)
    {
        var (near, far, farLag) = (double.PositiveInfinity, double.PositiveInfinity, 0);
        for (var lag = -Farthest; lag <= Farthest; lag++)
        {
            var difference = Math.Abs(lag) is > Near and < Far ? double.PositiveInfinity : Difference(from, to, lag);
            if (Math.Abs(lag) <= Near)
            {
                near = Math.Min(near, difference);
            }
            else if (difference < far)
            {
                (far, farLag) = (difference, lag);
            }
        }

        return (near, far, farLag);
    }

    private double Difference(int from, int to, int lag)
    {
        var (sum, nothing) = (0.0, Level(0));
        for (var place = from; place < to; place++)
        {
            var moved = place + lag;
            sum += Math.Abs((moved >= 0 && moved < _heardLevels.Length ? _heardLevels[moved] : nothing) - _originalLevels[place]);
        }

        return Least + (sum / (to - from));
    }

    private double Level(ReadOnlySpan<double> energies)
    {
        var sum = 0.0;
        foreach (var energy in energies)
        {
            sum += energy;
        }

        return Level(sum / energies.Length);
    }

    private double Level(double energy) => 10 * Math.Log10(energy + _floor);
}
