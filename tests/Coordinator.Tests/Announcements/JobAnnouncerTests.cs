using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Transcoder.Contracts;
using Transcoder.Coordinator.Announcements;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Announcements;

/// <summary>What listeners are told of jobs.</summary>
public sealed class JobAnnouncerTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TempTree _tree = new();
    private readonly ConcurrentQueue<JobChanged> _told = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_state_that_a_job_stays_in_is_told_and_noted_as_told()
    {
        await using var coordinator = await StartAsync();
        var (id, _) = Assert.Single(await coordinator.Store.AddAsync([new NewJob("incoming/a.mkv", "1:2:3", 2, "h264")], Token));
        await coordinator.Store.PlanAsync(id, new JobPlan(JobBuilder.Settings, null, null, []), ["a.mp4"], Token);
        await TellsAsync(1);

        await coordinator.Store.ChangeAsync(id, (job, now) => job.Cancel(now), Token);
        await TellsAsync(2);

        Assert.Equal(
            [(id, "active", "incoming/a.mkv", 2, "h264", "a.mp4"), (id, "cancelled", "incoming/a.mkv", 2, "h264", null)],
            _told.Select(told => (told.JobId, told.State, told.Source, told.SourceBytes, told.Profile, told.Output)));
        Assert.NotNull(_told.Last().Reason);
        await coordinator.EventuallyAsync(id, job => job.Announced == JobState.Cancelled);
        Assert.Empty(await coordinator.Services.GetRequiredService<JobQueries>().UnannouncedAsync(1, Token));
    }

    [Fact]
    public async Task What_the_broker_does_not_take_is_told_later()
    {
        var deaf = new Deaf();
        await using var coordinator = await StartAsync(deaf);
        var (id, _) = Assert.Single(await coordinator.Store.AddAsync([new NewJob("incoming/a.mkv", "1:2:3", 2, "h264")], Token));
        await coordinator.Store.ChangeAsync(id, (job, now) => job.Cancel(now), Token);
        await Eventually.TrueAsync(() => deaf.Refused > 0, Limit);
        Assert.Equal(JobState.Waiting, (await coordinator.FindAsync(id)).Announced);

        deaf.Hears = true;

        await TellsAsync(1);
        Assert.Equal("cancelled", _told.Single().State);
    }

    public void Dispose() => _tree.Dispose();

    private Task<TestCoordinator> StartAsync(Deaf? deaf = null) => TestCoordinator.StartAsync(_tree, services => services
        .AddMassTransit(bus => bus.UsingInMemory((_, configurator) =>
        {
            if (deaf is not null)
            {
                configurator.ConfigurePublish(pipe => pipe.UseFilter(deaf));
            }

            configurator.ReceiveEndpoint("listener", endpoint => endpoint.Handler<JobChanged>(context =>
            {
                _told.Enqueue(context.Message);
                return Task.CompletedTask;
            }));
        }))
        .AddAnnouncements());

    private Task TellsAsync(int count) => Eventually.TrueAsync(() => _told.Count == count, Limit, () => string.Join('\n', _told));

    /// <summary>Refuses every message until it hears.</summary>
    private sealed class Deaf : IFilter<PublishContext>
    {
        private int _refused;

        public int Refused => _refused;

        public bool Hears { get; set; }

        public Task Send(PublishContext context, IPipe<PublishContext> next)
        {
            if (Hears)
            {
                return next.Send(context);
            }

            Interlocked.Increment(ref _refused);
            throw new IOException("Deaf");
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("deaf");
    }
}
