using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Chunks;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Completion;

public sealed class FilmStitchingTests
{
    private const long DiskBytes = 4 << 20;

    [Fact]
    public async Task A_full_disk_leaves_the_pieces_to_be_joined_when_there_is_room()
    {
        using var tree = new TempTree();
        await using var disk = await Mount.SmallDiskAsync(tree.At("work"), DiskBytes);
        await using var tools = new ToolRunner();
        var layout = new StorageLayout(Options.Create(new StorageOptions { Root = tree.Root }));
        var files = new WorkFiles(layout, new StorageGuard(layout));
        var stitching = new FilmStitching(new ChunkStitcher(tools), files, layout);
        var job = await InPiecesAsync(tree, files);
        var filler = disk.Fill();

        var full = await Assert.ThrowsAsync<IOException>(() => stitching.JoinAsync(job, files.Joined(job), CommitTests.Token));
        var left = File.Exists(files.Joined(job));
        File.Delete(filler);

        Assert.Contains("no room", full.Message, StringComparison.Ordinal);
        Assert.False(left);
        Assert.Null(await stitching.JoinAsync(job, files.Joined(job), CommitTests.Token));
        Assert.True(File.Exists(files.Joined(job)));
    }

    /// <summary>A silent film and its two halves, which are accepted.</summary>
    private static async Task<Job> InPiecesAsync(TempTree tree, WorkFiles files)
    {
        var job = JobBuilder.Waiting();
        tree.Folder("incoming");
        var film = await Clips.MakeAsync(tree.At(job.SourcePath), new ClipShape { AudioCodec = null }, CommitTests.Token);
        job.Plan(
            new JobPlan(JobBuilder.Settings with { Streams = [] }, null, null, [])
            {
                Chunks = [.. Enumerable.Range(0, 2).Select(index => new Chunk { Index = index, Start = 10_000, Frames = 25, BeginMicroseconds = index * 1_000_000L })],
            },
            "film.mp4", JobBuilder.Now);
        Directory.CreateDirectory(files.Pieces(job.Id));
        foreach (var part in job.Parts)
        {
            part.AcceptedExecutionId = Guid.NewGuid();
            await Clips.FfmpegAsync(
                ["-ss", $"{part.Index}", "-i", film, "-frames:v", "25", "-c:v", "libx264", "-preset", "ultrafast", files.Accepted(job, part.AcceptedExecutionId.Value)],
                CommitTests.Token);
        }

        return job;
    }
}
