using Transcoder.Encoder.Encoding;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class HangWatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Time_in_which_the_watch_itself_stood_still_does_not_count()
    {
        var time = new JumpingTime();
        using var kill = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        var watch = new HangWatch(Limit, time) { ProcessId = int.MaxValue };
        var watching = watch.RunAsync(kill, over.Token);

        // The first look is the one that others are measured against.
        await Task.Delay(Limit / 8, TestContext.Current.CancellationToken);
        time.Jump(Limit * 10);
        await Task.Delay(Limit / 4, TestContext.Current.CancellationToken);
        Assert.False(watch.Hung);

        await Eventually.TrueAsync(() => watch.Hung, Limit * 10);
        Assert.True(kill.IsCancellationRequested);
        await watching;
    }

    private sealed class JumpingTime : TimeProvider
    {
        private long _offset;

        public override long GetTimestamp() => base.GetTimestamp() + Volatile.Read(ref _offset);

        public void Jump(TimeSpan by) => Volatile.Write(ref _offset, (long)(by.TotalSeconds * TimestampFrequency));
    }
}
