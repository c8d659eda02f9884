using System.Globalization;
using System.Text.RegularExpressions;

namespace Transcoder.Media.Ffmpeg;

/// <summary>
/// Reads what ffmpeg says at "-v repeat+level+verbose" with "-debug_ts": complaints between the times of packets that it reads and frames that it
/// decodes. Keeps a few places however much is said. One per run; not thread-safe.
/// </summary>
public sealed partial class DamageReading
{
    private const int PlacesKept = 8;

    // A seek goes there anyway, and one flipped bit makes ffmpeg complain until the next key frame.
    private static readonly TimeSpan OnePlace = TimeSpan.FromSeconds(1);

    private readonly List<DamagedPlace> _places = [];
    private DamagedPlace _last;
    private TimeSpan _read;
    private TimeSpan _decoded;
    private string? _decoder;
    private string? _complaint;
    private int _count;
    private bool _decoding;

    /// <summary>Null while there was no complaint about anything that was to be decoded.</summary>
    public SourceDamage? Damage => _complaint is null ? null : new SourceDamage([.. _places], _count, _complaint);

    /// <summary>Takes the next line of standard error.</summary>
    public void Feed(string line)
    {
        if (!_decoding)
        {
            // Before that it decodes some frames to get to know the streams, and complains of them again later.
            _decoding = line.StartsWith("[info] Stream mapping:", StringComparison.Ordinal);
        }
        else if (Packet().Match(line) is { Success: true } packet)
        {
            _read = Seconds(packet.Groups["seconds"].ValueSpan) ?? _read;
        }
        else if (Frame().Match(line) is { Success: true } frame)
        {
            _decoded = Seconds(frame.Groups["seconds"].ValueSpan) ?? _decoded;
        }
        else if (Complaint().Match(line) is { Success: true } complaint)
        {
            _complaint ??= complaint.Groups["text"].Value;
            Add(IsOfReading(line) ? _read : _decoded);
        }
        else if (Decoder().Match(line) is { Success: true } decoder)
        {
            _decoder = decoder.Value;
        }
    }

    // Since 7.0 ffmpeg reads some packets ahead of the pictures that come out, parses them there in the name of their codec, and hears sound soon after.
    private bool IsOfReading(string line) => _decoder is { } decoder
        ? !line.StartsWith(decoder, StringComparison.Ordinal) && !line.StartsWith("[vist#", StringComparison.Ordinal)
        : Demuxer().IsMatch(line);

    private void Add(TimeSpan position)
    {
        if (_count > 0 && position >= _last.To && position - _last.To < OnePlace)
        {
            _last = _last with { To = position };
        }
        else
        {
            _last = new DamagedPlace(position, position);
            _count++;
        }

        if (_count <= PlacesKept)
        {
            _places.RemoveRange(_count - 1, _places.Count - (_count - 1));
            _places.Add(_last);
        }
    }

    // Damaged time stamps may be anything.
    private static TimeSpan? Seconds(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : null;

    // "[vist#0:0/h264 @ 0x55ab] [info] demuxer+ffmpeg -> ist_index:0:0 type:video pkt_pts:223 pkt_pts_time:0.223 pkt_dts:183 pkt_dts_time:0.183 …"; 5.1 names
    // no speaker.
    [GeneratedRegex(@"^(\[[^\]]* @ \w+\] )*\[info\] demuxer\+ffmpeg -> \S+ type:video .*?\bpkt_dts_time:(?<seconds>-?[\d.e+]+) ", RegexOptions.CultureInvariant)]
    private static partial Regex Packet();

    // "… [info] decoder -> pts:23 pts_time:0.023 …", in 5.1 "… frame_pts:23 frame_pts_time:0.023 best_effort_ts:23 best_effort_ts_time:0.023 …".
    [GeneratedRegex(@"^(\[[^\]]* @ \w+\] )*\[info\] decoder -> .*?\b(best_effort_ts_time|pts_time):(?<seconds>-?[\d.e+]+) ", RegexOptions.CultureInvariant)]
    private static partial Regex Frame();

    // What the muxer that writes nothing says of times is about no damage.
    [GeneratedRegex(@"^(\[(?!null |out#)[^\]]* @ \w+\] )*\[(error|fatal|panic)\] (?<text>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Complaint();

    // "[h264 @ 0x55ab] [verbose] Reinit context to 320x240, pix_fmt: yuv420p": only that of H.264 says so.
    [GeneratedRegex(@"^\[\w+ @ \w+\](?= \[verbose\] Reinit context)", RegexOptions.CultureInvariant)]
    private static partial Regex Decoder();

    // "[in#0/matroska,webm @ 0x55ab]", before 9 "[matroska,webm @ 0x55ab]".
    [GeneratedRegex(@"^\[(in#|\w+,)[^\]]* @ ", RegexOptions.CultureInvariant)]
    private static partial Regex Demuxer();
}
