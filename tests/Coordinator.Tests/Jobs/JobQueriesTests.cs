using Microsoft.Extensions.DependencyInjection;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Chunks;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Jobs;

public sealed class JobQueriesTests : IAsyncLifetime
{
    private static readonly string Hash = new('c', 64);
    private readonly TempTree _tree = new();
    private TestCoordinator _coordinator = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private JobQueries Queries => _coordinator.Services.GetRequiredService<JobQueries>();

    public async ValueTask InitializeAsync() => _coordinator = await TestCoordinator.StartAsync(_tree);

    [Fact]
    public async Task A_source_that_is_postponed_waits_for_no_encoder()
    {
        var job = await AddAsync();
        Assert.True(await Queries.AnyWaitsAsync(Token));

        await ChangeAsync(job, (changed, now) => changed.NotBefore = now + TimeSpan.FromHours(1));

        Assert.False(await Queries.AnyWaitsAsync(Token));
    }

    [Fact]
    public async Task An_order_that_is_postponed_waits_for_no_encoder()
    {
        var job = await AddAsync();
        await _coordinator.Store.PlanAsync(job, new JobPlan(JobBuilder.Settings, null, null, []), ["film.mp4"], Token);
        Assert.True(await Queries.AnyWaitsAsync(Token));

        await ChangeAsync(job, (changed, now) => changed.Fail(changed.Fails(FailureKind.Transient), now));

        Assert.Equal(AttemptState.Pending, (await _coordinator.FindAsync(job)).Attempt().State);
        Assert.False(await Queries.AnyWaitsAsync(Token));
    }

    [Fact]
    public async Task A_late_result_of_a_piece_is_not_taken_for_the_film_while_its_pieces_are_joined()
    {
        var job = await AddAsync();
        var chunk = new Chunk { Index = 0, Start = 0, Frames = 100, BeginMicroseconds = 0 };
        await _coordinator.Store.PlanAsync(job, new JobPlan(JobBuilder.Settings, null, null, []) { Chunks = [chunk] }, ["film.mp4"], Token);
        await ChangeAsync(job, (changed, now) =>
        {
            var part = changed.Parts.Single();
            changed.SourceSha256 = Hash;
            changed.CutMade(part.Id, 10, Hash, now);
            var first = changed.Completes(encoder: "alpha", part: part);
            var second = changed.Completes(encoder: "beta", part: part);
            changed.Deliver(first, now);
            changed.Deliver(second, now);
            changed.AcceptPiece(first.ExecutionId, now);
        });

        Assert.Equal([job], await Queries.IdsToJoinAsync(10, Token));
        Assert.Empty(await Queries.IdsToVerifyAsync(10, Token));
    }

    [Fact]
    public async Task What_encoders_have_in_hand_is_counted_until_they_report()
    {
        var job = await AddAsync();
        var chunk = new Chunk { Index = 0, Start = 0, Frames = 100, BeginMicroseconds = 0 };
        await _coordinator.Store.PlanAsync(job, new JobPlan(JobBuilder.Settings, null, null, []) { Chunks = [chunk, chunk with { Index = 1 }] }, ["film.mp4"], Token);
        var started = default(TranscodeStarted)!;
        await ChangeAsync(job, (changed, now) =>
        {
            changed.UseTools("x");
            changed.Parts.ForEach(part => changed.CutMade(part.Id, 10, Hash, now));
            changed.Parts.ForEach(part => changed.Published(part.Current.Id, now));
            started = changed.Starts(part: changed.Parts[0]);
            changed.Started(started, now);
        });

        var inHand = await Queries.InHandAsync(Token);
        await ChangeAsync(job, (changed, now) => changed.Deliver(changed.Completes(started.ExecutionId, part: changed.Parts.Single(part => part.Id == started.PartId)), now));

        Assert.Equal([new(started.EncoderId, 1)], inHand.Encoders);
        Assert.Equal([new("x", 1)], inHand.Waiting);
        Assert.Empty((await Queries.InHandAsync(Token)).Encoders);
        Assert.Equal([(job, "x")], await Queries.ToolchainsAsync(Token));
    }

    [Fact]
    public async Task A_page_of_jobs_knows_which_pieces_of_a_film_are_proven()
    {
        var job = await AddAsync();
        var chunk = new Chunk { Index = 0, Start = 0, Frames = 100, BeginMicroseconds = 0 };
        await _coordinator.Store.PlanAsync(job, new JobPlan(JobBuilder.Settings, null, null, []) { Chunks = [chunk, chunk with { Index = 1 }] }, ["film.mp4"], Token);
        var proven = Guid.Empty;
        await ChangeAsync(job, (changed, now) =>
        {
            proven = changed.Parts[0].Id;
            changed.CutMade(proven, 10, Hash, now);
            var completed = changed.Completes(part: changed.Parts[0]);
            changed.Deliver(completed, now);
            changed.AcceptPiece(completed.ExecutionId, now);
        });

        Assert.Equal([proven], Assert.Single(await _coordinator.JobsAsync()).Parts.Select(part => part.Id));
    }

    public async ValueTask DisposeAsync()
    {
        await _coordinator.DisposeAsync();
        _tree.Dispose();
    }

    private async Task<Guid> AddAsync() =>
        Assert.Single(await _coordinator.Store.AddAsync([new NewJob("incoming/a.mkv", "1:2:3", 2, "h264")], Token)).Id;

    private Task<bool> ChangeAsync(Guid job, Action<Job, DateTimeOffset> change) => _coordinator.Store.ChangeAsync(
        job,
        (changed, now) =>
        {
            change(changed, now);
            return true;
        },
        Token);
}
