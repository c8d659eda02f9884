using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Planning;
using Transcoder.Coordinator.Tests.Fleet;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Chunks;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Planning;

/// <summary>A film of three seconds, in chunks of one, and what its time line says of them.</summary>
public sealed class ChunkPlanningTests : IAsyncLifetime
{
    private const string InChunks = "To be encoded in 3 chunks";
    private readonly TempTree _tree = new();
    private readonly EncoderFleet _fleet = new(TimeProvider.System, new JobSignals());
    private string _film = "";

    public async ValueTask InitializeAsync() => _film = await Clips.MakeAsync(
        _tree.At("film.mkv"), Film(), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Several_slots_with_the_same_tools_share_a_film()
    {
        Hear(("alpha", "x", 1), ("beta", "x", 1), ("stranger", "y", 1));

        Assert.Equal(InChunks, await TimelineAsync(ChunkingMode.Auto));
    }

    [Fact]
    public async Task Several_slots_of_one_encoder_share_a_film()
    {
        Hear(("alpha", "x", 2));

        Assert.Equal(InChunks, await TimelineAsync(ChunkingMode.Auto));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_slot_gets_as_many_chunks_as_the_others(int slots)
    {
        Hear(("alpha", "x", slots), ("stranger", "y", 1));

        Assert.Equal($"To be encoded in {slots} chunks", await TimelineAsync(ChunkingMode.Auto, TimeSpan.FromSeconds(1.4)));
    }

    [Fact]
    public async Task One_slot_gets_the_whole_film()
    {
        Hear(("alpha", "x", 1));

        Assert.Equal("To be encoded whole: there is only one encoder slot", await TimelineAsync(ChunkingMode.Auto));
    }

    [Fact]
    public async Task Slots_with_tools_of_their_own_share_no_film()
    {
        Hear(("old", "x", 1), ("new", "y", 1));

        Assert.Equal("To be encoded whole: no two encoder slots have the same tools", await TimelineAsync(ChunkingMode.Auto));
    }

    [Fact]
    public async Task A_coordinator_that_has_heard_of_nobody_yet_expects_several_slots() =>
        Assert.Equal(InChunks, await TimelineAsync(ChunkingMode.Auto));

    [Fact]
    public async Task A_user_may_want_chunks_for_one_slot()
    {
        Hear(("alpha", "x", 1));

        Assert.Equal(InChunks, await TimelineAsync(ChunkingMode.Always));
    }

    [Fact]
    public async Task A_user_may_want_no_chunks_and_is_told_no_reason()
    {
        Hear(("alpha", "x", 2));

        Assert.StartsWith("Planned", await TimelineAsync(ChunkingMode.Never), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ChunkingMode.Auto)]
    [InlineData(ChunkingMode.Always)]
    public async Task A_film_shorter_than_two_chunks_goes_whole(ChunkingMode mode) =>
        Assert.Equal("To be encoded whole: it is shorter than two chunks of 00:00:02", await TimelineAsync(mode, TimeSpan.FromSeconds(2)));

    [Theory]
    [InlineData(Scan.Unchanged, true)]
    [InlineData(Scan.Deinterlaced, false)]
    public async Task Chunks_are_cut_without_what_they_do_not_need(Scan scan, bool needless)
    {
        var settings = JobBuilder.Settings with { Video = JobBuilder.Settings.Video with { Scan = scan } };

        var plan = await PlanAsync(ChunkingMode.Always, settings: settings);

        Assert.Equal(needless, plan.Chunks![1].CutFrom > 1);
    }

    [Fact]
    public async Task A_film_that_players_turn_goes_whole()
    {
        var shape = new ShapeSettings { Width = 64, Height = 48, Rotation = 90 };
        var settings = JobBuilder.Settings with { Video = JobBuilder.Settings.Video with { Shape = shape } };

        Assert.Equal(
            "To be encoded whole: players are to turn its picture, which chunks cannot say", await TimelineAsync(ChunkingMode.Auto, settings: settings));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_chunk_cannot_be_wanted_shorter_than_the_minimum(int minimum, bool valid)
    {
        var verdict = new ChunkLengthValidator().Validate(
            null, new ChunkingOptions { TargetLength = TimeSpan.FromSeconds(2), MinimumLength = TimeSpan.FromSeconds(minimum) });

        Assert.Equal(valid, verdict.Succeeded);
        Assert.Equal(valid ? null : "Chunking:MinimumLength: 00:00:03 is longer than Chunking:TargetLength, 00:00:02", verdict.FailureMessage);
    }

    [Fact]
    public async Task A_recording_that_begins_anywhere_is_shared_out_and_its_beginning_is_noted()
    {
        const int Packet = 188;
        var all = await Clips.MakeAsync(_tree.At("all.ts"), Film(), TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(all, TestContext.Current.CancellationToken);
        _film = _tree.At("film.ts");
        await File.WriteAllBytesAsync(_film, bytes[(bytes.Length / 6 / Packet * Packet)..], TestContext.Current.CancellationToken);

        var plan = await PlanAsync(ChunkingMode.Always);

        Assert.NotNull(plan.Chunks);
        Assert.Equal(2, plan.Chunks.Count);
        Assert.Equal(50, plan.Chunks.Sum(chunk => chunk.Frames));
        Assert.StartsWith("The source begins in the middle of a group of pictures: what is shown before 0:00:0", Assert.Single(plan.Notes), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _tree.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ClipShape Film() => new() { Frames = 75, Width = 64, Height = 48, VideoOptions = ["-preset", "ultrafast", "-g", "25"] };

    private void Hear(params IEnumerable<(string Name, string Toolchain, int Slots)> encoders)
    {
        foreach (var (name, toolchain, slots) in encoders)
        {
            _fleet.Hear(Heartbeats.Of(name, toolchain, slots));
        }
    }

    /// <returns>The newest words.</returns>
    private async Task<string> TimelineAsync(ChunkingMode mode, TimeSpan? target = null, EncodeSettings? settings = null)
    {
        var plan = await PlanAsync(mode, target, settings);
        var job = JobBuilder.Waiting();
        job.Plan(plan, "film.mp4", JobBuilder.Now);
        return job.Timeline[^1].Text;
    }

    private async Task<JobPlan> PlanAsync(ChunkingMode mode, TimeSpan? target = null, EncodeSettings? settings = null)
    {
        await using var runner = new ToolRunner(TimeProvider.System);
        var planning = new ChunkPlanning(new ChunkSourceReader(runner), _fleet, Options.Create(new ChunkingOptions
        {
            Mode = mode,
            TargetLength = target ?? TimeSpan.FromSeconds(1),
            MinimumLength = TimeSpan.FromSeconds(0.5),
        }));
        return await planning.ShareOutAsync(
            new JobPlan(settings ?? JobBuilder.Settings, TimeSpan.FromSeconds(3), 75, []), _film, TestContext.Current.CancellationToken);
    }
}
