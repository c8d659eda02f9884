using System.Globalization;

namespace Transcoder.Media.Ffprobe;

/// <summary>A rate or time base as ffmpeg writes it, "24000/1001".</summary>
public readonly record struct Rational(int Numerator, int Denominator)
{
    /// <summary>NaN for 0/0, which ffmpeg writes for "unknown".</summary>
    public double Value => (double)Numerator / Denominator;

    /// <summary>Reads "24000/1001", "24000:1001" or "24".</summary>
    public static bool TryParse(string? text, out Rational rational)
    {
        rational = default;
        var parts = (text ?? "").Split('/', ':');
        if (parts.Length is < 1 or > 2
            || !int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator))
        {
            return false;
        }

        var denominator = 1;
        if (parts.Length == 2
            && !int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out denominator))
        {
            return false;
        }

        rational = new Rational(numerator, denominator);
        return true;
    }

    /// <summary>"24000/1001".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
