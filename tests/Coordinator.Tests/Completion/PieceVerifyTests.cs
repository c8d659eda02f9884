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

        await RefusedAsync(farm, jobId, await DeliverAsync(farm, jobId, 0, "-frames:v", $"{Frames - 1}"), "has 24 frames, the source 25");
        await RefusedAsync(farm, jobId, await DeliverAsync(farm, jobId, 1, "-vf", "setpts=PTS*1.1", "-fps_mode", "passthrough"), "off its time");
    }

    [Theory]
    [InlineData("has 25 bytes, not 26 as reported", "bytes")]
    [InlineData("hash is not the reported one", "hash")]
    [InlineData("other bytes than were cut for it", "source")]
    public async Task A_piece_that_is_not_what_its_encoder_says_is_not_joined(string words, string lie)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        tree.File("incoming/film.mkv", "a film"u8);
        var jobId = await AddAsync(farm);
        var result = tree.File("result", new byte[25]);

        var execution = await PutAsync(farm, jobId, 0, result, completed => lie switch
        {
            "bytes" => completed with { ResultBytes = 26 },
            "hash" => completed with { ResultSha256 = Hash },
            _ => completed with { SourceSha256 = new string('d', 64) },
        });

        await RefusedAsync(farm, jobId, execution, words);
    }

    [Theory]
    [InlineData("is mpeg4, not h264", "-an", "-c:v", "mpeg4")]
    [InlineData("no single picture stream", "-f", "lavfi", "-i", "sine=d=1", "-map", "0:v", "-map", "1:a")]
    public async Task A_piece_of_another_kind_is_not_joined(string words, params string[] options)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        await Clips.MakeAsync(Path.Combine(tree.Folder("incoming"), "film.mkv"), cancellationToken: CommitTests.Token);
        var jobId = await AddAsync(farm);
        await Clips.FfmpegAsync(["-i", tree.At("incoming", "film.mkv"), .. options, "-frames:v", $"{Frames}", tree.At("result.mkv")], CommitTests.Token);

        await RefusedAsync(farm, jobId, await PutAsync(farm, jobId, 0, tree.At("result.mkv")), words);
    }

    internal static ExecutionState? StateOf(Job job, Guid execution) => job.FindExecution(execution)?.Execution.State;

    /// <summary>An active job in two pieces.</summary>
    /// <param name="second">Microseconds from the film's beginning to where the second piece is said to begin.</param>
    internal static async Task<Guid> AddAsync(CompletionFarm farm, EncodeSettings? settings = null, long second = 1_000_000)
    {
        var film = FileFingerprint.TryRead(farm.Tree.At("incoming", "film.mkv"))!.Value;
        var added = await farm.Store.AddAsync([new NewJob("incoming/film.mkv", film.Identity, film.Size, "h264")], CommitTests.Token);
        var plan = new JobPlan(settings ?? JobBuilder.Settings, null, null, [])
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

    /// <summary>Makes a piece of the film in another way than the others.</summary>
    internal static async Task<Guid> DeliverAsync(CompletionFarm farm, Guid jobId, int piece, params string[] options)
    {
        var result = farm.Tree.At($"piece{Guid.NewGuid():n}.mkv");
        await Clips.FfmpegAsync(
            ["-ss", $"{piece}", "-i", farm.Tree.At("incoming", "film.mkv"), "-frames:v", $"{Frames}", "-an", "-c:v", "libx264", .. options, result], CommitTests.Token);
        return await PutAsync(farm, jobId, piece, result);
    }

    /// <summary>Cuts nothing, but says so, and puts a result where an encoder would.</summary>
    private static async Task<Guid> PutAsync(
        CompletionFarm farm, Guid jobId, int piece, string file, Func<TranscodeCompleted, TranscodeCompleted>? lie = null)
    {
        var execution = Guid.NewGuid();
        var result = Path.Combine(farm.Tree.Folder("work", jobId.ToString("n")), WorkNames.Result(execution, OutputContainer.Matroska));
        File.Copy(file, result);
        var sha256 = await FileHash.Sha256Async(result, CommitTests.Token);
        await farm.Store.ChangeAsync(
            jobId,
            (job, now) => job.CutMade(job.Parts[piece].Id, 1, Hash, now) && job.Deliver(Lied(job.Completes(execution, part: job.Parts[piece]) with
            {
                SourceSha256 = Hash,
                ResultBytes = new FileInfo(result).Length,
                ResultSha256 = sha256,
            }), now),
            CommitTests.Token);
        return execution;

        TranscodeCompleted Lied(TranscodeCompleted completed) => lie?.Invoke(completed) ?? completed;
    }

    private static async Task RefusedAsync(CompletionFarm farm, Guid jobId, Guid execution, string words)
    {
        var job = await farm.EventuallyAsync(jobId, changed => StateOf(changed, execution) is not (null or ExecutionState.Delivered));
        Assert.Equal(ExecutionState.Refused, StateOf(job, execution));
        Assert.Contains(words, job.FindExecution(execution)?.Execution.Reason, StringComparison.Ordinal);
    }
}
