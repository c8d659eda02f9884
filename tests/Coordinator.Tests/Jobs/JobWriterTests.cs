using Microsoft.Extensions.DependencyInjection;
using Transcoder.Coordinator.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Jobs;

public sealed class JobWriterTests : IDisposable
{
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_wakes_those_who_wait_for_the_state_that_it_leaves()
    {
        await using var coordinator = await TestCoordinator.StartAsync(_tree);
        var signals = coordinator.Services.GetRequiredService<JobSignals>();
        var (id, _) = Assert.Single(await coordinator.Store.AddAsync([new NewJob("incoming/a.mkv", "1:2:3", 2, "h264")], Token));
        var cancelled = signals.Subscribe([JobState.Cancelled]);
        var active = signals.Subscribe([JobState.Active]);

        Assert.True(await coordinator.Store.ChangeAsync(id, (job, now) => job.Cancel(now), Token));

        Assert.True(await cancelled.WaitToReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.False(active.TryRead(out _));
    }

    public void Dispose() => _tree.Dispose();
}
