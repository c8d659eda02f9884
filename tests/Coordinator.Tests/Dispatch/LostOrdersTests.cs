using Microsoft.Extensions.DependencyInjection;
using Transcoder.Contracts;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Dispatch;

public sealed class LostOrdersTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly Queue _queue = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_lost_when_the_queue_is_empty_in_two_looks_in_a_row()
    {
        await using var coordinator = await TestCoordinator.StartAsync(_tree);
        var attempt = await PublishAsync(coordinator);
        var lost = Lost(coordinator);

        foreach (var (waiting, isLost) in new (long?, bool)[] { (0, false), (1, false), (0, false), (null, false), (0, false), (0, true) })
        {
            _queue.Waiting = waiting;
            Assert.Equal(isLost ? [attempt] : [], (await lost.FindAsync(Token)).Select(order => order.AttemptId));
        }
    }

    [Fact]
    public async Task The_order_of_an_encoder_that_was_silent_and_is_back_is_not_lost()
    {
        await using var coordinator = await TestCoordinator.StartAsync(_tree);
        var attempt = await PublishAsync(coordinator);
        var job = Assert.Single(await coordinator.JobsAsync());
        var started = (await coordinator.FindAsync(job.Id)).Starts();
        await coordinator.Store.ChangeAsync(job.Id, (changed, now) => changed.Started(started, now) && changed.Lose(started.ExecutionId, now), Token);
        var lost = Lost(coordinator);
        _queue.Waiting = 0;

        coordinator.Services.GetRequiredService<EncoderFleet>().Hear(Working(started));
        Assert.Empty(await lost.FindAsync(Token));
        Assert.Empty(await lost.FindAsync(Token));

        coordinator.Services.GetRequiredService<EncoderFleet>().Hear(Working(started) with { Executions = [] });
        Assert.Empty(await lost.FindAsync(Token));
        Assert.Equal(attempt, Assert.Single(await lost.FindAsync(Token)).AttemptId);
    }

    public void Dispose() => _tree.Dispose();

    private static EncoderHeartbeat Working(TranscodeStarted started) => new()
    {
        EncoderId = started.EncoderId,
        EncoderName = started.EncoderName,
        State = EncoderState.Ready,
        Slots = 1,
        Executions =
        [
            new ExecutionProgress
            {
                JobId = started.JobId, PartId = started.PartId, AttemptId = started.AttemptId, ExecutionId = started.ExecutionId,
                Phase = ExecutionPhase.Encoding,
            },
        ],
    };

    private static async Task<Guid> PublishAsync(TestCoordinator coordinator)
    {
        var (id, _) = (await coordinator.Store.AddAsync([new NewJob("incoming/a.mkv", "1:2:3", 2, "h264")], Token))[0];
        await coordinator.Store.PlanAsync(id, new JobPlan(JobBuilder.Settings, null, null, []), ["a.mp4"], Token);
        var attempt = (await coordinator.FindAsync(id)).Attempt().Id;
        Assert.True(await coordinator.Store.ChangeAsync(id, (job, now) => job.Published(attempt, now), Token));
        return attempt;
    }

    private LostOrders Lost(TestCoordinator coordinator) => new(
        _queue, coordinator.Services.GetRequiredService<JobQueries>(), coordinator.Services.GetRequiredService<EncoderFleet>());

    private sealed class Queue : IWaitingOrders
    {
        public long? Waiting { get; set; }

        public Task<long?> CountAsync(CancellationToken cancellationToken) => Task.FromResult(Waiting);
    }
}
