using Microsoft.Extensions.DependencyInjection;
using Transcoder.Contracts;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Completion;

/// <summary>Encoders that lie, or are wrong: nothing of theirs reaches <c>completed/</c>.</summary>
public sealed class VerifyTests
{
    // Takes a while to read.
    private const long LongFilm = 256 << 20;

    [Fact]
    public Task A_result_cut_short_on_the_way_is_refused() =>
        RefusedAsync(FailureKind.Transient, lie: report => report with { ResultBytes = report.ResultBytes + 1 });

    [Fact]
    public Task A_result_with_another_hash_than_reported_is_refused() =>
        RefusedAsync(FailureKind.Transient, lie: report => report with { ResultSha256 = new string('0', 64) });

    [Fact]
    public Task A_result_of_other_source_bytes_is_refused() =>
        RefusedAsync(FailureKind.Transient, lie: report => report with { SourceSha256 = new string('0', 64) });

    [Fact]
    public Task A_result_with_frames_missing_is_refused() =>
        RefusedAsync(FailureKind.CheckFailed, ["-c:v", "libx264", "-frames:v", "20", "-c:a", "copy"]);

    [Fact]
    public Task A_result_with_its_frames_at_other_times_is_refused() =>
        RefusedAsync(FailureKind.CheckFailed, ["-c:v", "libx264", "-vf", "setpts=PTS*1.05", "-fps_mode", "passthrough", "-enc_time_base", "1:90000", "-c:a", "copy"]);

    [Fact]
    public Task A_result_that_lacks_a_second_is_refused() =>
        RefusedAsync(FailureKind.CheckFailed, ["-c:v", "libx264", "-vf", "select='not(between(n,20,44))'", "-fps_mode", "passthrough", "-c:a", "copy"]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_result_that_its_encoder_cut_off_is_refused(int front)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var jobId = await farm.AddFilmAsync();
        var result = await EncodeAsync(tree, ["-c:v", "libx264", "-c:a", "copy", .. front == 1 ? (string[])["-movflags", "+faststart"] : []]);
        await using (var file = new FileStream(result, FileMode.Open))
        {
            file.SetLength(file.Length * 7 / 10);
        }

        await farm.DeliverAsync(jobId, result);

        await AssertRefusedAsync(farm, jobId, FailureKind.CheckFailed);
    }

    [Fact]
    public Task A_result_without_sound_is_refused() => RefusedAsync(FailureKind.CheckFailed, ["-c:v", "libx264", "-an"]);

    [Fact]
    public Task A_result_in_another_format_is_refused() => RefusedAsync(FailureKind.CheckFailed, ["-c:v", "mpeg4", "-c:a", "copy"]);

    [Fact]
    public async Task A_result_that_is_reported_and_not_there_is_refused()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var jobId = await farm.AddFilmAsync();

        await farm.Store.ChangeAsync(jobId, (job, now) => job.Deliver(job.Completes(), now), CommitTests.Token);

        await AssertRefusedAsync(farm, jobId, FailureKind.Transient);
    }

    [Fact]
    public async Task An_honest_result_is_not_refused()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var jobId = await farm.AddFilmAsync();

        await farm.DeliverAsync(jobId, await EncodeAsync(tree, ["-c:v", "libx264", "-crf", "40", "-c:a", "copy"]));

        Assert.Equal(JobState.Completed, (await farm.EndAsync(jobId)).State);
    }

    [Fact]
    public async Task A_result_of_a_broadcast_whose_first_packets_give_no_picture_is_not_refused()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var shape = new ClipShape { AudioCodec = null, VideoOptions = ["-preset", "ultrafast", "-g", "20"] };
        var whole = await File.ReadAllBytesAsync(await Clips.MakeAsync(tree.At("whole.ts"), shape, CommitTests.Token), CommitTests.Token);
        var source = Path.Combine(tree.Folder("incoming"), "film.ts");
        await File.WriteAllBytesAsync(source, whole[(whole.Length / 4 / 188 * 188)..], CommitTests.Token);
        var jobId = await farm.AddAsync("film.ts", "film.mp4", JobBuilder.Settings with { Streams = [] });
        await Clips.FfmpegAsync(["-i", source, "-c:v", "libx264", "-fps_mode", "passthrough", "-enc_time_base", "1:90000", tree.At("result.mp4")], CommitTests.Token);

        await farm.DeliverAsync(jobId, tree.At("result.mp4"));
        var job = await farm.EndAsync(jobId);

        Assert.Equal((JobState.Completed, true), (job.State, job.SourceFrames > 30));
    }

    [Theory]
    [InlineData("incoming")]
    [InlineData("work")]
    public async Task While_the_storage_is_away_nothing_is_judged(string folder)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var jobId = await farm.AddFilmAsync();
        var result = await EncodeAsync(tree, ["-c:v", "libx264", "-crf", "40", "-c:a", "copy"]);
        await farm.EventuallyAsync(jobId, job => job.SourceSha256 is not null);

        await farm.DeliverAsync(jobId, result, report =>
        {
            Directory.Move(tree.At(folder), tree.At("away"));
            return report;
        });
        var delivered = await farm.FindAsync(jobId);
        await Assert.ThrowsAsync<StorageMissingException>(() => farm.Services.GetRequiredService<ResultInspector>()
            .InspectAsync(delivered, WorkFiles.Executions(delivered).Single(), CommitTests.Token));
        Directory.Move(tree.At("away"), tree.At(folder));

        var job = await farm.EndAsync(jobId);
        Assert.Equal((JobState.Completed, 1), (job.State, WorkFiles.Executions(job).Count()));
    }

    [Fact]
    public async Task What_is_read_while_the_work_folder_goes_lands_nowhere()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var jobId = await farm.AddFilmAsync(length: LongFilm);
        var job = await farm.EventuallyAsync(jobId, read => read.SourceSha256 is not null);
        var reading = farm.Services.GetRequiredService<SourceReader>().ReadAsync(job, CommitTests.Token);
        Directory.Move(tree.At("work"), tree.At("away"));
        tree.Folder("work");

        await Assert.ThrowsAsync<StorageMissingException>(() => reading);
        Assert.Empty(Directory.GetFileSystemEntries(tree.At("work")));
    }

    private static async Task RefusedAsync(
        FailureKind kind, string[]? encode = null, Func<TranscodeCompleted, TranscodeCompleted>? lie = null)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var jobId = await farm.AddFilmAsync();
        var result = encode is null ? tree.At("incoming", "film.mp4") : await EncodeAsync(tree, encode);

        await farm.DeliverAsync(jobId, result, lie);

        await AssertRefusedAsync(farm, jobId, kind);
    }

    private static async Task AssertRefusedAsync(CompletionFarm farm, Guid jobId, FailureKind kind)
    {
        var job = await farm.EventuallyAsync(jobId, changed => changed.Parts.Single().Attempts.Count == 2);
        var execution = job.Parts.Single().Attempts.SelectMany(attempt => attempt.Executions).Single();
        Assert.Equal((JobState.Active, ExecutionState.Refused, kind), (job.State, execution.State, execution.FailureKind));
        Assert.Equal(
            ["completed/", "completed/.transcoder-id"],
            farm.Tree.Entries().Where(entry => entry.StartsWith("completed", StringComparison.Ordinal)));
        Assert.True(File.Exists(farm.Tree.At("incoming", "film.mp4")));
    }

    private static async Task<string> EncodeAsync(TempTree tree, string[] arguments)
    {
        var path = tree.At("result.mp4");
        await Clips.FfmpegAsync(["-i", tree.At("incoming", "film.mp4"), .. arguments, path], CommitTests.Token);
        return path;
    }
}
