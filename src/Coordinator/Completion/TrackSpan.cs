using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Completion;

/// <summary>From when to when a stream's packets go, in its own ticks.</summary>
internal sealed class TrackSpan
{
    private long _packets;
    private bool _timed = true;
    private bool _measured = true;
    private long _longest;
    private (long From, long To)? _all;
    private (long From, long To)? _shown;

    public void Add(MediaPacket packet)
    {
        _packets++;
        _measured &= packet.Duration is not null;
        if (packet.Pts is not { } from)
        {
            _timed = false;
            return;
        }

        var to = from + (packet.Duration ?? 0);
        _longest = Math.Max(_longest, to - from);
        _all = Widened(_all, from, to);
        _shown = packet.Discard ? _shown : Widened(_shown, from, to);
    }

    /// <returns>The first time stamp that is shown; null when the file does not tell every one.</returns>
    public TimeSpan? Begin(Rational? timeBase) => _timed && _shown is { } shown ? Time(shown.From, timeBase) : null;

    /// <param name="stream">The index over all kinds.</param>
    /// <param name="clock">Null when the file does not tell it.</param>
    /// <param name="zero">When the picture begins; null when that is not known.</param>
    public TrackIndex Build(int stream, StreamClock? clock, TimeSpan? zero)
    {
        var (all, shown, unit) = (_timed ? _all : null, _timed ? _shown : null, clock?.TimeBase);
        return new TrackIndex
        {
            Stream = stream,
            Packets = _packets,
            Start = Time(all?.From, unit) - zero,
            ShownStart = Time(shown?.From, unit) - zero,
            Length = _measured ? Time(all?.To - all?.From, unit) : null,
            ShownLength = _measured ? Time(shown?.To - shown?.From, unit) : null,
            Block = Time(_longest, unit),
            SampleRate = clock?.SampleRate,
        };
    }

    private static (long From, long To) Widened((long From, long To)? span, long from, long to) =>
        span is { } known ? (Math.Min(known.From, from), Math.Max(known.To, to)) : (from, to);

    private static TimeSpan? Time(long? ticks, Rational? timeBase) =>
        ticks is { } count && timeBase is { Denominator: not 0 } unit ? TimeSpan.FromSeconds(count * unit.Value) : null;
}
