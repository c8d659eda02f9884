using Microsoft.Extensions.Time.Testing;
using Transcoder.Encoder.Encoding;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class HangWatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = Limit / 20;

    [Fact]
    public async Task Time_in_which_the_watch_itself_stood_still_does_not_count()
    {
        var time = new ReadTime();
        using var kill = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        var watch = new HangWatch(Limit, time) { ProcessId = int.MaxValue };
        var watching = watch.RunAsync(kill, over.Token);

        // The first look is growth: from nothing known to nothing done.
        await LookAfterAsync(time, Pause);
        await LookAfterAsync(time, Limit * 10);
        for (var passed = Pause; passed < Limit; passed += Pause)
        {
            await LookAfterAsync(time, Pause);
        }

        Assert.False(watch.Hung);
        await LookAfterAsync(time, Pause);
        await watching.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(watch.Hung);
        Assert.True(kill.IsCancellationRequested);
    }

    private static async Task LookAfterAsync(ReadTime time, TimeSpan passed)
    {
        var before = time.Reads;
        time.Advance(passed);
        await Eventually.TrueAsync(() => time.Reads > before, TimeSpan.FromSeconds(30));
    }

    private sealed class ReadTime : FakeTimeProvider
    {
        private int _reads;

        public int Reads => Volatile.Read(ref _reads);

        public override long GetTimestamp()
        {
            var now = base.GetTimestamp();
            Interlocked.Increment(ref _reads);
            return now;
        }
    }
}
