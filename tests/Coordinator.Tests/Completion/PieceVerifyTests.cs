using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Chunks;
using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Completion;

/// <summary>Pieces are held against each other before they are joined.</summary>
public sealed class PieceVerifyTests
{
    private const int Frames = 25;
    private static readonly string Hash = new('c', 64);

    [Theory]
    [InlineData("ultrafast", ExecutionState.Accepted)]
    [InlineData("veryfast", ExecutionState.Refused)]
    public async Task A_piece_with_other_headers_is_not_joined(string preset, ExecutionState expected)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        await Clips.MakeAsync(Path.Combine(tree.Folder("incoming"), "film.mkv"), cancellationToken: CommitTests.Token);
        var jobId = await AddAsync(farm);

        var first = await DeliverAsync(farm, jobId, 0, "-preset", "ultrafast");
        await farm.EventuallyAsync(jobId, job => StateOf(job, first) == ExecutionState.Accepted);
        var second = await DeliverAsync(farm, jobId, 1, "-preset", preset);

        var job = await farm.EventuallyAsync(jobId, job => StateOf(job, second) is not (null or ExecutionState.Delivered));
        Assert.Equal(expected, StateOf(job, second));
    }

    [Fact]
    public async Task A_piece_without_its_frames_or_with_them_at_other_times_is_not_joined()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        await Clips.MakeAsync(Path.Combine(tree.Folder("incoming"), "film.mkv"), cancellationToken: CommitTests.Token);
        var jobId = await AddAsync(farm);

        await RefusedAsync("has 24 frames, the source 25", 0, "-frames:v", $"{Frames - 1}");
        await RefusedAsync("off its time", 1, "-vf", "setpts=PTS*1.1", "-fps_mode", "passthrough");

        async Task RefusedAsync(string words, int piece, params string[] options)
        {
            var execution = await DeliverAsync(farm, jobId, piece, options);
            var job = await farm.EventuallyAsync(jobId, changed => StateOf(changed, execution) is not (null or ExecutionState.Delivered));
            Assert.Equal(ExecutionState.Refused, StateOf(job, execution));
            Assert.Contains(words, job.FindExecution(execution)?.Execution.Reason, StringComparison.Ordinal);
        }
    }

    internal static ExecutionState? StateOf(Job job, Guid execution) => job.FindExecution(execution)?.Execution.State;

    /// <param name="farm">With a film of two seconds, "film.mkv".</param>
    /// <param name="second">When its second half is said to begin.</param>
    internal static async Task<Guid> AddAsync(CompletionFarm farm, long second = 1_000_000)
    {
        var film = FileFingerprint.TryRead(farm.Tree.At("incoming", "film.mkv"))!.Value;
        var added = await farm.Store.AddAsync([new NewJob("incoming/film.mkv", film.Identity, film.Size, "h264")], CommitTests.Token);
        var plan = new JobPlan(JobBuilder.Settings, null, null, [])
        {
            Chunks =
            [
                .. Enumerable.Range(0, 2).Select(index =>
                    new Chunk { Index = index, Start = 10_000 + (1000 * index), Frames = Frames, BeginMicroseconds = second * index }),
            ],
        };
        await farm.Store.PlanAsync(added[0].Id, plan, ["film.mp4"], CommitTests.Token);
        return added[0].Id;
    }

    /// <summary>Cuts nothing, but says so, and makes a piece of the film in another way than the others.</summary>
    internal static async Task<Guid> DeliverAsync(CompletionFarm farm, Guid jobId, int piece, params string[] options)
    {
        var execution = Guid.NewGuid();
        var result = Path.Combine(farm.Tree.Folder("work", jobId.ToString("n")), WorkNames.Result(execution, OutputContainer.Matroska));
        await Clips.FfmpegAsync(
            ["-ss", $"{piece}", "-i", farm.Tree.At("incoming", "film.mkv"), "-frames:v", $"{Frames}", "-an", "-c:v", "libx264", .. options, result], CommitTests.Token);
        var sha256 = await FileHash.Sha256Async(result, CommitTests.Token);
        await farm.Store.ChangeAsync(
            jobId, (job, now) => job.CutMade(job.Parts[piece].Id, 1, Hash, now) && job.Deliver(
                job.Completes(execution, part: job.Parts[piece]) with
                {
                    SourceSha256 = Hash,
                    ResultBytes = new FileInfo(result).Length,
                    ResultSha256 = sha256,
                },
                now),
            CommitTests.Token);
        return execution;
    }
}
