using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Chunks;
using Transcoder.Media.Files;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Dispatch;

public sealed class ChunkCutsTests
{
    private const long DiskBytes = 4 << 20;
    private const long RoomForFolders = 16 << 10;

    [Fact]
    public async Task A_full_disk_leaves_the_chunk_to_be_cut_when_there_is_room()
    {
        using var tree = new TempTree();
        await using var disk = await Mount.SmallDiskAsync(tree.At("work"), DiskBytes);
        await Clips.MakeAsync(Path.Combine(tree.Folder("incoming"), "film.mkv"), cancellationToken: TestContext.Current.CancellationToken);
        await using var coordinator = await TestCoordinator.StartAsync(tree);
        var jobId = await AddAsync(coordinator, tree);
        var cuts = Cuts(coordinator, TimeProvider.System);
        var filler = disk.Fill(RoomForFolders);

        var full = await Assert.ThrowsAsync<IOException>(() => MakeAsync(cuts, coordinator, jobId));
        var waiting = await coordinator.FindAsync(jobId);
        File.Delete(filler);
        await MakeAsync(cuts, coordinator, jobId);

        Assert.Contains("no room", full.Message, StringComparison.Ordinal);
        Assert.True(waiting.IsInPieces());
        Assert.Empty(waiting.Parts[0].Attempts);
        Assert.Single((await coordinator.FindAsync(jobId)).Parts[0].Attempts);
    }

    [Fact]
    public async Task A_cut_that_the_machine_fails_is_tried_again_and_costs_no_chunk()
    {
        using var tree = new TempTree();
        await Clips.MakeAsync(Path.Combine(tree.Folder("incoming"), "film.mkv"), cancellationToken: TestContext.Current.CancellationToken);
        await using var coordinator = await TestCoordinator.StartAsync(tree);
        var jobId = await AddAsync(coordinator, tree);
        var time = new FakeTimeProvider();
        var cuts = Cuts(coordinator, time);
        var cut = tree.At("work", jobId.ToString("n"), $"{(await coordinator.FindAsync(jobId)).Parts[0].Id:n}.cut.mkv.part");
        Directory.CreateDirectory(Path.GetDirectoryName(cut)!);
        File.CreateSymbolicLink(cut, tree.At("nowhere", "file"));

        await MakeAsync(cuts, coordinator, jobId);
        var waiting = await coordinator.FindAsync(jobId);
        File.Delete(cut);
        await MakeAsync(cuts, coordinator, jobId);
        var resting = await coordinator.FindAsync(jobId);
        time.Advance(TimeSpan.FromSeconds(5));
        await MakeAsync(cuts, coordinator, jobId);

        Assert.True(waiting.IsInPieces());
        Assert.Empty(resting.Parts[0].Attempts);
        Assert.Single((await coordinator.FindAsync(jobId)).Parts[0].Attempts);
    }

    private static ChunkCuts Cuts(TestCoordinator coordinator, TimeProvider time) => new(
        new ChunkCutter(coordinator.Services.GetRequiredService<ToolRunner>()), coordinator.Services.GetRequiredService<SourcePresence>(),
        coordinator.Services.GetRequiredService<StorageLayout>(), coordinator.Services.GetRequiredService<StorageGuard>(), coordinator.Store,
        new OwnFailures(time), NullLogger<ChunkCuts>.Instance);

    private static async Task MakeAsync(ChunkCuts cuts, TestCoordinator coordinator, Guid jobId)
    {
        var job = await coordinator.FindAsync(jobId);
        await cuts.MakeAsync(job, job.Parts[0], TestContext.Current.CancellationToken);
    }

    private static async Task<Guid> AddAsync(TestCoordinator coordinator, TempTree tree)
    {
        var film = FileFingerprint.TryRead(tree.At("incoming", "film.mkv"))!.Value;
        var added = await coordinator.Store.AddAsync([new NewJob("incoming/film.mkv", film.Identity, film.Size, "h264")], TestContext.Current.CancellationToken);
        var plan = new JobPlan(JobBuilder.Settings, null, null, [])
        {
            Chunks = [.. Enumerable.Range(0, 2).Select(index => new Chunk { Index = index, Start = 10_000, Frames = 25, BeginMicroseconds = index * 1_000_000L })],
        };
        await coordinator.Store.PlanAsync(added[0].Id, plan, ["film.mp4"], TestContext.Current.CancellationToken);
        return added[0].Id;
    }
}
