using System.Globalization;

namespace Transcoder.Media.Ffmpeg;

/// <summary>Reads what "ffmpeg -progress pipe:1 -nostats" writes. One parser per run; not thread-safe.</summary>
public sealed class ProgressParser
{
    private long _frames;
    private TimeSpan _position;
    private double _speed;
    private long _bytes;

    /// <summary>Takes the next line.</summary>
    /// <returns>A report at the end of each block, else null.</returns>
    public EncodeProgress? Feed(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var mark = line.IndexOf('=', StringComparison.Ordinal);
        if (mark < 0)
        {
            return null;
        }

        var value = line.AsSpan(mark + 1).Trim();
        switch (line.AsSpan(0, mark).Trim())
        {
            case "frame" when long.TryParse(value, CultureInfo.InvariantCulture, out var frames):
                _frames = Math.Max(0, frames);
                return null;
            // The first blocks of streams with B-frames have negative times, or "N/A"; the last known position stands then.
            case "out_time_us" when long.TryParse(value, CultureInfo.InvariantCulture, out var microseconds):
                _position = TimeSpan.FromMicroseconds(Math.Max(0, microseconds));
                return null;
            case "total_size" when long.TryParse(value, CultureInfo.InvariantCulture, out var bytes):
                _bytes = Math.Max(0, bytes);
                return null;
            case "speed" when double.TryParse(value.TrimEnd('x'), NumberStyles.Float, CultureInfo.InvariantCulture, out var speed):
                _speed = double.IsFinite(speed) ? Math.Max(0, speed) : 0;
                return null;
            case "progress":
                return new EncodeProgress(_frames, _position, _speed, Ended: value is "end", _bytes);
            default:
                return null;
        }
    }
}
