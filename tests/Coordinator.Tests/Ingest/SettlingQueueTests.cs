using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Transcoder.Coordinator.Ingest;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Tests.Ingest;

public class SettlingQueueTests
{
    private static readonly FileFingerprint File = new(1, 2, 3, 4);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Whoever_waits_for_settled_files_gets_them_when_their_time_has_come()
    {
        var queue = Queue(capacity: 10);
        var taking = queue.TakeAsync(_ => File, 10, TestContext.Current.CancellationToken);
        queue.TryObserve("a.mkv", File);

        // The waiter takes a moment to see the first file and to set its timer.
        await TestKit.Eventually.TrueAsync(() => Advanced(taking), TimeSpan.FromSeconds(10));

        Assert.Equal("a.mkv", Assert.Single(await taking).Path);
    }

    [Fact]
    public async Task A_finder_waits_while_it_is_full()
    {
        var queue = Queue(capacity: 1);
        queue.TryObserve("a.mkv", File);

        var finding = queue.ObserveAsync("b.mkv", File, TestContext.Current.CancellationToken);
        var waited = !finding.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(10));
        await queue.TakeAsync(_ => File, 10, TestContext.Current.CancellationToken);
        await finding.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.True(waited);
        Assert.Equal(1, queue.Count);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        var queue = Queue(capacity: 1);
        using var stop = new CancellationTokenSource();

        var taking = queue.TakeAsync(_ => File, 10, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
    }

    private bool Advanced(Task taking)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return taking.IsCompleted;
    }

    private SettlingQueue Queue(int capacity) =>
        new(Options.Create(new IngestOptions { QuietPeriod = TimeSpan.FromSeconds(10), MaximumSettling = capacity }), _time);
}
