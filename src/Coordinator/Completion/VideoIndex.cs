using System.Globalization;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Completion;

/// <summary>The coordinator's own list of the frames of one picture stream: when each is shown, counted from the first.</summary>
public sealed class VideoIndex
{
    private VideoIndex(IReadOnlyList<long>? times, long frames) => (Times, Frames) = (times, frames);

    /// <summary>Shown packets, which is frames in all but odd files.</summary>
    public long Frames { get; }

    /// <summary>Microseconds from the first frame, ascending; null when the file does not give every time stamp.</summary>
    public IReadOnlyList<long>? Times { get; }

    /// <summary>Builds the list packet by packet.</summary>
    public sealed class Builder
    {
        private readonly List<long> _times = [];
        private bool _complete = true;
        private long _frames;

        public void Add(MediaPacket packet)
        {
            if (packet.Discard)
            {
                return;
            }

            _frames++;
            if (packet.Pts is not { } pts)
            {
                _complete = false;
                _times.Clear();
            }
            else if (_complete)
            {
                _times.Add(pts);
            }
        }

        /// <param name="timeBase">Of the packets; null when the file does not tell it, which leaves the count only.</param>
        public VideoIndex Build(Rational? timeBase)
        {
            if (!_complete || _times.Count == 0 || timeBase is not { Denominator: not 0 } unit)
            {
                return new VideoIndex(null, _frames);
            }

            _times.Sort();
            var first = Microseconds(_times[0], unit);
            return new VideoIndex([.. _times.Select(ticks => Microseconds(ticks, unit) - first)], _frames);
        }

        private static long Microseconds(long ticks, Rational timeBase) =>
            (long)Math.Round((double)ticks * timeBase.Numerator * 1_000_000 / timeBase.Denominator);
    }

    /// <summary>A stretch of the list, its times counted from its own first frame; null when the list ends before it.</summary>
    public VideoIndex? Slice(long first, long count) =>
        first + count > Frames ? null
        : Times is null ? new VideoIndex(null, count)
        : new VideoIndex([.. Times.Skip((int)first).Take((int)count).Select(time => time - Times[(int)first])], count);

    /// <summary>The largest difference between two time lists of one length; null when one of them has no times or the lengths differ.</summary>
    public TimeSpan? LargestDeviation(VideoIndex other)
    {
        if (Times is null || other.Times is null || Times.Count != other.Times.Count)
        {
            return null;
        }

        var largest = 0L;
        for (var frame = 0; frame < Times.Count; frame++)
        {
            largest = Math.Max(largest, Math.Abs(Times[frame] - other.Times[frame]));
        }

        return TimeSpan.FromMicroseconds(largest);
    }

    /// <summary>One line with the number of frames, then one line per time.</summary>
    public async Task WriteAsync(TextWriter writer)
    {
        await writer.WriteLineAsync(Frames.ToString(CultureInfo.InvariantCulture));
        foreach (var time in Times ?? [])
        {
            await writer.WriteLineAsync(time.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Reads what <see cref="WriteAsync"/> wrote; null when it is incomplete.</summary>
    public static async Task<VideoIndex?> ReadAsync(TextReader reader, CancellationToken cancellationToken)
    {
        if (!long.TryParse(await reader.ReadLineAsync(cancellationToken), NumberStyles.None, CultureInfo.InvariantCulture, out var frames))
        {
            return null;
        }

        var times = new List<long>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var time))
            {
                return null;
            }

            times.Add(time);
        }

        return times.Count == frames || times.Count == 0 ? new VideoIndex(times.Count == 0 ? null : times, frames) : null;
    }
}
