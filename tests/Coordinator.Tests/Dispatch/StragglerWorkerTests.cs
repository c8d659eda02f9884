using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Transcoder.Contracts;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Fleet;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Chunks;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Dispatch;

/// <summary>A film in two chunks: one was done in ten seconds, and on the other one alpha works for an hour.</summary>
public sealed class StragglerWorkerTests : IAsyncLifetime
{
    private const string Raced = "Chunk 2 is slow on alpha: another encoder tries it, too";
    private static readonly string Hash = new('c', 64);
    private readonly TempTree _tree = new();
    private readonly FakeTimeProvider _time = new(JobBuilder.Now);
    private TestCoordinator _coordinator = null!;
    private Guid _job;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _coordinator = await TestCoordinator.StartAsync(
            _tree, services => services.AddSingleton<TimeProvider>(_time).AddSingleton<StragglerWorker>());
        _job = await AddAsync("incoming/long.mkv");
        var chunk = new Chunk { Index = 0, Start = 0, Frames = 100, BeginMicroseconds = 0 };
        await _coordinator.Store.PlanAsync(
            _job, new JobPlan(JobBuilder.Settings, null, null, []) { Chunks = [chunk, chunk with { Index = 1 }] }, ["long.mp4"], Token);
        await ChangeAsync(job => job.UseTools("x") && job.Parts.TrueForAll(part => job.CutMade(part.Id, 10, Hash, _time.GetUtcNow())));
        await ChangeAsync(job => job.Parts.OrderBy(part => part.Index)
            .All(part => job.Started(job.Starts("alpha", part.Index == 0 ? _job : null, part), _time.GetUtcNow())));
        _time.Advance(TimeSpan.FromSeconds(10));
        await ChangeAsync(job => job.Deliver(job.Completes(_job, part: job.Parts.Single(part => part.Index == 0)), _time.GetUtcNow())
            && job.AcceptPiece(_job, _time.GetUtcNow()));
        _time.Advance(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_slow_chunk_is_given_to_an_idle_encoder_with_the_same_tools()
    {
        Hear("beta", "x");

        Assert.Equal(Raced, await TurnAsync());
    }

    [Fact]
    public async Task An_idle_encoder_with_other_tools_gets_no_chunk()
    {
        Hear("stranger", "y");
        Assert.NotEqual(Raced, await TurnAsync());

        Hear("beta", "x");

        Assert.Equal(Raced, await TurnAsync());
    }

    [Fact]
    public async Task Another_slot_of_the_slow_encoder_is_no_help()
    {
        Hear("alpha", "x");

        Assert.NotEqual(Raced, await TurnAsync());
    }

    [Fact]
    public async Task A_busy_encoder_is_no_help()
    {
        Hear("beta", "x", Heartbeats.Work(Guid.NewGuid()));
        Hear("stranger", "y");

        Assert.NotEqual(Raced, await TurnAsync());
    }

    [Fact]
    public async Task What_waits_goes_first()
    {
        Hear("beta", "x");
        var other = await AddAsync("incoming/other.mkv");
        Assert.NotEqual(Raced, await TurnAsync());

        await _coordinator.Store.ChangeAsync(other, (job, now) => (job.NotBefore = now + TimeSpan.FromHours(1)) > now, Token);

        Assert.Equal(Raced, await TurnAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _coordinator.DisposeAsync();
        _tree.Dispose();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(TurnAsync))]
    private static extern Task Turn(StragglerWorker worker, CancellationToken cancellationToken);

    /// <returns>The newest words of the film's time line.</returns>
    private async Task<string> TurnAsync()
    {
        await Turn(_coordinator.Services.GetRequiredService<StragglerWorker>(), Token);
        return (await _coordinator.FindAsync(_job)).Timeline[^1].Text;
    }

    private void Hear(string name, string toolchain, params ExecutionProgress[] work) =>
        _coordinator.Services.GetRequiredService<EncoderFleet>().Hear(Heartbeats.Of(name, toolchain) with { Executions = work });

    private async Task<Guid> AddAsync(string path) =>
        Assert.Single(await _coordinator.Store.AddAsync([new NewJob(path, "1:2:3", 2, "h264")], Token)).Id;

    private async Task ChangeAsync(Func<Job, bool> change) =>
        Assert.True(await _coordinator.Store.ChangeAsync(_job, (job, _) => change(job), Token));
}
