using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Fleet;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Chunks;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Dispatch;

/// <summary>A film in chunks that are made with certain tools.</summary>
public sealed class ToolchainWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan Wait = new DispatchOptions().ToolsGoneAfter;
    private readonly TempTree _tree = new();
    private readonly FakeTimeProvider _time = new(JobBuilder.Now);
    private TestCoordinator _coordinator = null!;
    private Guid _job;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _coordinator = await TestCoordinator.StartAsync(
            _tree,
            services => services.AddSingleton<TimeProvider>(_time).AddSingleton(Options.Create(new DispatchOptions())).AddSingleton<ToolchainWorker>());
        _job = Assert.Single(await _coordinator.Store.AddAsync([new NewJob("incoming/long.mkv", "1:2:3", 2, "h264")], Token)).Id;
        var chunk = new Chunk { Index = 0, Start = 0, Frames = 100, BeginMicroseconds = 0 };
        await _coordinator.Store.PlanAsync(
            _job, new JobPlan(JobBuilder.Settings, null, null, []) { Chunks = [chunk, chunk with { Index = 1 }] }, ["long.mp4"], Token);
        Assert.True(await _coordinator.Store.ChangeAsync(_job, (job, _) => job.UseTools("old"), Token));
    }

    [Fact]
    public async Task A_film_whose_tools_are_gone_for_long_begins_anew_with_those_of_others()
    {
        Assert.Equal("old", await TurnAsync("new"));
        _time.Advance(Wait);

        Assert.Null(await TurnAsync("new"));
        Assert.Contains("made anew", (await _coordinator.FindAsync(_job)).Timeline[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_that_come_back_in_time_are_used()
    {
        await TurnAsync("new");
        _time.Advance(Wait / 2);
        await TurnAsync("new", "old");
        _time.Advance(Wait / 2);

        Assert.Equal("old", await TurnAsync("new"));
    }

    [Fact]
    public async Task While_nobody_is_heard_of_no_tools_are_gone()
    {
        await TurnAsync("new");
        _time.Advance(Wait);
        await TurnAsync();

        Assert.Equal("old", await TurnAsync("new"));
    }

    public async ValueTask DisposeAsync()
    {
        await _coordinator.DisposeAsync();
        _tree.Dispose();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(TurnAsync))]
    private static extern Task Turn(ToolchainWorker worker, CancellationToken cancellationToken);

    /// <param name="toolchains">Those of the encoders that are heard of now.</param>
    /// <returns>Those of the film's chunks afterwards.</returns>
    private async Task<string?> TurnAsync(params IEnumerable<string> toolchains)
    {
        _time.Advance(EncoderFleet.Silence + TimeSpan.FromTicks(1));
        foreach (var toolchain in toolchains)
        {
            _coordinator.Services.GetRequiredService<EncoderFleet>().Hear(Heartbeats.Of(toolchain, toolchain));
        }

        await Turn(_coordinator.Services.GetRequiredService<ToolchainWorker>(), Token);
        return (await _coordinator.FindAsync(_job)).Toolchain;
    }
}
