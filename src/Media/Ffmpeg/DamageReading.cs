using System.Globalization;
using System.Text.RegularExpressions;

namespace Transcoder.Media.Ffmpeg;

/// <summary>
/// Reads what ffmpeg says at "-v repeat+level+info" with the filter "showinfo": complaints between the frames that come out. Keeps a few places
/// however much is said. One per run; not thread-safe.
/// </summary>
public sealed partial class DamageReading
{
    private const int PlacesKept = 8;

    // A seek goes there anyway, and one flipped bit makes ffmpeg complain until the next key frame.
    private static readonly TimeSpan OnePlace = TimeSpan.FromSeconds(1);

    private readonly List<DamagedPlace> _places = [];
    private DamagedPlace _last;
    private TimeSpan _position;
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
        else if (Frame().Match(line) is { Success: true } frame)
        {
            _position = Seconds(frame.Groups["seconds"].ValueSpan) ?? _position;
        }
        else if (Complaint().Match(line) is { Success: true } complaint)
        {
            _complaint ??= complaint.Groups["text"].Value;
            Add();
        }
    }

    private void Add()
    {
        if (_count > 0 && _position >= _last.To && _position - _last.To < OnePlace)
        {
            _last = _last with { To = _position };
        }
        else
        {
            _last = new DamagedPlace(_position, _position);
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

    [GeneratedRegex(@"^\[Parsed_showinfo_\d+ @ \w+\] \[info\] n: *\d+ .*?pts_time:(?<seconds>-?[\d.e+]+) ", RegexOptions.CultureInvariant)]
    private static partial Regex Frame();

    // What the muxer that writes nothing says of times is about no damage.
    [GeneratedRegex(@"^(\[(?!null )[^\]]* @ \w+\] )*\[(error|fatal|panic)\] (?<text>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Complaint();
}
