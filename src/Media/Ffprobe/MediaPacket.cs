using System.Globalization;

namespace Transcoder.Media.Ffprobe;

/// <summary>One packet of a stream, in the file's order.</summary>
/// <param name="Stream">The index over all kinds.</param>
/// <param name="Pts">In ticks of the stream's time base; null when the container gives none.</param>
/// <param name="Duration">Likewise.</param>
/// <param name="Key">A decoder can start here.</param>
/// <param name="Discard">Decoded but not shown, as before an edit list's start.</param>
public readonly record struct MediaPacket(int Stream, long? Pts, long? Duration, bool Key, bool Discard)
{
    /// <summary>
    /// Reads ffprobe's compact form, such as "packet|stream_index=0|pts=-512|duration=512|flags=KD"; what is not known is not there. Side data adds
    /// fields and lines.
    /// </summary>
    internal static bool TryParse(string line, out MediaPacket packet)
    {
        packet = default;
        var fields = line.Split('|');
        if (fields[0] != "packet" || Number(fields, "stream_index=") is not { } stream)
        {
            return false;
        }

        var flags = Array.Find(fields, field => field.StartsWith("flags=", StringComparison.Ordinal)) ?? "";
        packet = new MediaPacket(
            (int)stream, Number(fields, "pts="), Number(fields, "duration="),
            flags.Contains('K', StringComparison.Ordinal), flags.Contains('D', StringComparison.Ordinal));
        return true;
    }

    private static long? Number(string[] fields, string name)
    {
        foreach (var field in fields)
        {
            if (field.StartsWith(name, StringComparison.Ordinal))
            {
                return long.TryParse(field.AsSpan(name.Length), CultureInfo.InvariantCulture, out var number) ? number : null;
            }
        }

        return null;
    }
}
