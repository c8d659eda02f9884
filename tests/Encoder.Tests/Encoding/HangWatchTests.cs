using Transcoder.Encoder.Encoding;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class HangWatchTests
{
    // More than two looks take.
    private const int Looks = 12;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Time_in_which_the_watch_itself_stood_still_does_not_count()
    {
        var time = new JumpingTime();
        using var kill = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        var watch = new HangWatch(Limit, time) { ProcessId = int.MaxValue };
        var watching = watch.RunAsync(kill, over.Token);
        await LooksAsync(time, watch);

        time.Jump(Limit * 10);
        await LooksAsync(time, watch);
        Assert.False(watch.Hung);

        await Eventually.TrueAsync(() => watch.Hung, Limit * 10);
        Assert.True(kill.IsCancellationRequested);
        await watching;
    }

    private static async Task LooksAsync(JumpingTime time, HangWatch watch)
    {
        var before = time.Reads;
        await Eventually.TrueAsync(() => time.Reads >= before + Looks || watch.Hung, Limit * 10);
    }

    private sealed class JumpingTime : TimeProvider
    {
        private long _offset;
        private int _reads;

        public int Reads => Volatile.Read(ref _reads);

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _reads);
            return base.GetTimestamp() + Volatile.Read(ref _offset);
        }

        public void Jump(TimeSpan by) => Volatile.Write(ref _offset, (long)(by.TotalSeconds * TimestampFrequency));
    }
}
