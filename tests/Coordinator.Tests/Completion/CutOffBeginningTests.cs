using Transcoder.Contracts;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Chunks;
using Transcoder.Media.Files;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Completion;

/// <summary>A film that begins with pictures that lean on others which were cut off, as broadcasts do: no decoder makes them, and its pieces begin behind them.</summary>
public sealed class CutOffBeginningTests
{
    private const int LeftOut = 2;

    [Theory]
    [InlineData(0, ExecutionState.Accepted)]
    [InlineData(LeftOut, ExecutionState.Refused)]
    public async Task Its_pieces_are_held_against_the_frames_that_are_left(int late, ExecutionState expected)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var (jobId, chunks) = await AddAsync(farm, await MakeAsync(tree));

        foreach (var chunk in chunks)
        {
            var execution = await DeliverAsync(farm, jobId, chunk, late);
            var job = await farm.EventuallyAsync(jobId, job => job.FindExecution(execution)?.Execution.State is not (null or ExecutionState.Delivered));
            var (made, _) = job.FindExecution(execution)!.Value;
            Assert.True(made.State == expected, $"{chunk.Index}: {made.State} {made.Reason}");
        }

        if (expected == ExecutionState.Accepted)
        {
            var ended = await farm.EndAsync(jobId);
            Assert.True(ended is { State: JobState.Completed, Chunks: > 0 }, string.Join(' ', ended.Timeline.Select(entry => entry.Text)));
        }
    }

    /// <summary>Frames at varying distances, and a tone.</summary>
    private static async Task<string> MakeAsync(TempTree tree)
    {
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=7,settb=1/1000,setpts=PTS+mod(N\\,3)*0.005/TB", "-f", "lavfi", "-i", "sine=r=48000:d=7",
                "-c:v", "libx264", "-preset", "ultrafast", "-g", "27", "-bf", "2", "-x264-params", "open-gop=1:scenecut=0:b-adapt=0",
                "-fps_mode", "passthrough", "-enc_time_base:v", "1:90000", "-c:a", "aac", tree.At("all.ts"),
            ],
            CommitTests.Token);
        var film = Path.Combine(tree.Folder("incoming"), "film.ts");
        await Clips.FfmpegAsync(["-i", tree.At("all.ts"), "-map", "0", "-ss", "0.5", "-c", "copy", film], CommitTests.Token);
        return film;
    }

    private static async Task<(Guid JobId, IReadOnlyList<Chunk> Chunks)> AddAsync(CompletionFarm farm, string film)
    {
        await using var tools = new ToolRunner();
        var source = await new ChunkSourceReader(tools).ReadAsync(film, 0, CommitTests.Token);
        var planned = Assert.IsType<ChunkPlan.Chunks>(ChunkPlanner.Plan(source!, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1), 0));
        Assert.Equal(LeftOut, source!.Packets.Count - planned.List.Sum(chunk => chunk.Frames));
        var identity = FileFingerprint.TryRead(film)!.Value;
        var added = await farm.Store.AddAsync([new NewJob("incoming/film.ts", identity.Identity, identity.Size, "h264")], CommitTests.Token);
        await farm.Store.PlanAsync(
            added[0].Id, new JobPlan(JobBuilder.Settings, null, null, []) { Chunks = planned.List, PictureOffset = planned.PictureOffset }, ["film.mp4"],
            CommitTests.Token);
        return (added[0].Id, planned.List);
    }

    /// <summary>As an encoder does, but for the cut.</summary>
    /// <param name="late">How many frames too late.</param>
    private static async Task<Guid> DeliverAsync(CompletionFarm farm, Guid jobId, Chunk chunk, int late)
    {
        var execution = Guid.NewGuid();
        var result = Path.Combine(farm.Tree.Folder("work", jobId.ToString("n")), WorkNames.Result(execution, OutputContainer.Matroska));
        var start = chunk.Start - 10_000;
        await Clips.FfmpegAsync(
            [
                "-copyts", "-i", farm.Tree.At("incoming", "film.ts"), "-an", "-frames:v", $"{chunk.Frames}",
                "-vf", $"settb=1/1000,trim=start_pts={start},trim=start_frame={late},setpts=PTS-STARTPTS", "-fps_mode", "passthrough",
                "-enc_time_base:v", "1:90000", "-c:v", "libx264", "-preset", "ultrafast", "-x264-params", "stitchable=1", result,
            ],
            CommitTests.Token);
        var (hash, bytes, sha256) = (new string('c', 64), new FileInfo(result).Length, await FileHash.Sha256Async(result, CommitTests.Token));
        await farm.Store.ChangeAsync(
            jobId, (job, now) => job.Parts.Single(part => part.Index == chunk.Index && part.Kind == PartKind.Chunk) is var part
                && job.CutMade(part.Id, 1, hash, now)
                && job.Deliver(job.Completes(execution, part: part) with { SourceSha256 = hash, ResultBytes = bytes, ResultSha256 = sha256 }, now),
            CommitTests.Token);
        return execution;
    }
}
