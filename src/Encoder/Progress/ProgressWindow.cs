using Transcoder.Media.Ffmpeg;

namespace Transcoder.Encoder.Progress;

/// <summary>Turns what ffmpeg says of itself into rate, percent and time left, over the last half minute. Not thread-safe.</summary>
internal sealed class ProgressWindow(long? expectedFrames, TimeSpan? duration, TimeProvider time)
{
    private static readonly TimeSpan Width = TimeSpan.FromSeconds(30);

    // ffmpeg reports twice a second; a second between two samples bounds the window at some thirty of them.
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1);

    private readonly Queue<(long Stamp, long Frames)> _samples = new([(time.GetTimestamp(), 0)]);
    private long _newest = time.GetTimestamp();

    public ProgressView Feed(EncodeProgress progress)
    {
        var now = time.GetTimestamp();
        while (_samples.Count > 1 && time.GetElapsedTime(_samples.Peek().Stamp, now) > Width)
        {
            _samples.Dequeue();
        }

        var (stamp, frames) = _samples.Peek();
        var seconds = time.GetElapsedTime(stamp, now).TotalSeconds;
        var rate = seconds > 0 ? Math.Max(0, progress.Frames - frames) / seconds : 0;
        if (time.GetElapsedTime(_newest, now) >= Spacing)
        {
            _samples.Enqueue((now, progress.Frames));
            _newest = now;
        }

        var fraction = progress.Ended ? 1 : Fraction(progress);
        return new ProgressView(progress.Frames, rate, fraction * 100, Remaining(progress.Frames, rate, fraction));
    }

    private static TimeSpan? Remaining(long frames, double rate, double fraction)
    {
        if (fraction >= 1)
        {
            return TimeSpan.Zero;
        }

        // A rate near nothing would promise more time than a TimeSpan holds.
        var seconds = fraction > 0 && rate > 0 ? frames * ((1 / fraction) - 1) / rate : double.NaN;
        return seconds < TimeSpan.FromDays(365).TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private double Fraction(EncodeProgress progress)
    {
        var fraction = (expectedFrames, duration) switch
        {
            ( > 0, _) => (double)progress.Frames / expectedFrames.Value,
            (_, { Ticks: > 0 } whole) => progress.Position / whole,
            _ => 0,
        };
        return Math.Clamp(fraction, 0, 1);
    }
}
