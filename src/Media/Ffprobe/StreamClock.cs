using System.Globalization;

namespace Transcoder.Media.Ffprobe;

/// <summary>In what a stream counts its time.</summary>
/// <param name="TimeBase">Seconds per tick; null when the file does not tell it.</param>
/// <param name="SampleRate">Hertz; null for all but sound.</param>
public sealed record StreamClock(Rational? TimeBase, int? SampleRate)
{
    /// <summary>Reads ffprobe's compact form, such as "stream|index=1|sample_rate=48000|time_base=1/48000".</summary>
    internal static bool TryParse(string line, out int stream, out StreamClock clock)
    {
        (stream, clock) = (0, new StreamClock(null, null));
        if (!line.StartsWith("stream|", StringComparison.Ordinal))
        {
            return false;
        }

        var values = line.Split('|').Skip(1).Select(field => field.Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        clock = new StreamClock(
            Rational.TryParse(values["time_base"].FirstOrDefault(), out var unit) ? unit : null,
            int.TryParse(values["sample_rate"].FirstOrDefault(), CultureInfo.InvariantCulture, out var rate) ? rate : null);
        return int.TryParse(values["index"].FirstOrDefault(), CultureInfo.InvariantCulture, out stream);
    }
}
