using System.Globalization;

namespace Transcoder.Media.Ffprobe;

/// <summary>One packet of a stream, in the file's order.</summary>
/// <param name="Pts">In ticks of the stream's time base; null when the container gives none.</param>
/// <param name="Key">A decoder can start here.</param>
/// <param name="Discard">Decoded but not shown, as before an edit list's start.</param>
public readonly record struct VideoPacket(long? Pts, bool Key, bool Discard)
{
    /// <summary>Reads ffprobe's "packet,pts,flags", such as "packet,-512,KD" or "packet,N/A,__"; side data adds fields and lines.</summary>
    internal static bool TryParse(string line, out VideoPacket packet)
    {
        packet = default;
        if (line.Split(',') is not ["packet", var pts, var flags, ..])
        {
            return false;
        }

        packet = new VideoPacket(
            long.TryParse(pts, CultureInfo.InvariantCulture, out var ticks) ? ticks : null,
            flags.Contains('K', StringComparison.Ordinal),
            flags.Contains('D', StringComparison.Ordinal));
        return true;
    }
}
