using System.Globalization;

namespace Transcoder.Media.Ffprobe;

/// <summary>Reads ffmpeg's "framecrc" line by line.</summary>
/// <param name="streams">Where those of the list come from: indexes of the file that was read.</param>
/// <param name="each">Called for each line that stands for a frame or a packet.</param>
internal sealed class FrameList(IReadOnlyList<int> streams, Action<MediaPacket> each)
{
    private const int Key = 1;
    private const int Discard = 4;
    private readonly Dictionary<int, StreamClock> _clocks = [];

    public IReadOnlyDictionary<int, StreamClock> Clocks => _clocks;

    public void Feed(string line)
    {
        // Above the list stand lines such as "#tb 0: 1/90000" and "#sample_rate 1: 48000".
        if (line.Split(' ') is [['#', .. var name], [.. var place, ':'], var value] && Number(place) is { } of && of < streams.Count)
        {
            var clock = _clocks.GetValueOrDefault(streams[(int)of]) ?? new StreamClock(null, null);
            _clocks[streams[(int)of]] = name switch
            {
                "tb" => clock with { TimeBase = Rational.TryParse(value, out var unit) ? unit : null },
                "sample_rate" => clock with { SampleRate = (int?)Number(value) },
                _ => clock,
            };
        }

        // Stream, dts, pts, duration, size, checksum; then flags, if it is not just a keyframe, and side data.
        else if (line.Split(',', StringSplitOptions.TrimEntries) is [var at, _, var pts, var duration, _, _, .. var more]
            && Number(at) is { } stream && stream < streams.Count)
        {
            var flags = more is [['F', '=', '0', 'x', .. var bits], ..] ? int.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : Key;
            each(new MediaPacket(
                streams[(int)stream], Number(pts), Number(duration) is > 0 and var ticks ? ticks : null, (flags & Key) != 0, (flags & Discard) != 0));
        }
    }

    // The least of all is ffmpeg's word for none.
    private static long? Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) && number != long.MinValue ? number : null;
}
