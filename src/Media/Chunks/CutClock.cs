using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Chunks;

/// <summary>The times of a source, and what becomes of them in a cut. Pure.</summary>
/// <param name="timeBase">Seconds per tick of the source.</param>
internal sealed class CutClock(Rational timeBase)
{
    /// <summary>Added to all times in a cut, since Matroska has no negative ones.</summary>
    public const int OffsetSeconds = 10;

    private const long Thousand = 1000;

    /// <summary>As Matroska has it: whole milliseconds, of two equally near ones that which is further from zero.</summary>
    public long Milliseconds(long ticks)
    {
        var scaled = (Int128)Math.Abs(ticks) * timeBase.Numerator * Thousand;
        var rounded = (long)((scaled + (timeBase.Denominator / 2)) / timeBase.Denominator);
        return (Math.Sign(ticks) * rounded) + (OffsetSeconds * Thousand);
    }

    public double Seconds(long ticks) => (double)ticks * timeBase.Numerator / timeBase.Denominator;
}
