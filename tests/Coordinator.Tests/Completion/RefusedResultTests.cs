using Microsoft.Extensions.DependencyInjection;
using Transcoder.Contracts;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Completion;

/// <summary>What the coordinator refused until the job failed can be looked at; nothing else is kept.</summary>
public sealed class RefusedResultTests : IDisposable
{
    private readonly TempTree _tree = new();

    private static CancellationToken Token => CommitTests.Token;

    [Fact]
    public async Task The_last_result_of_a_job_that_fails_for_it_is_kept_and_the_report_says_where()
    {
        await using var farm = await CompletionFarm.StartAsync(_tree);
        var jobId = await farm.AddFilmAsync();
        await RefuseAsync(farm, jobId, "alpha", frames: 20);

        var last = await DeliverAsync(farm, jobId, "beta", frames: 19);
        var job = await farm.EndAsync(jobId);

        Assert.Equal((JobState.Failed, FailureKind.CheckFailed, "failed/film.mp4"), (job.State, job.FailureKind, job.SourceNow));
        Assert.Equal([NameOf(last)], Kept());
        Assert.Equal(await File.ReadAllBytesAsync(_tree.At("result19.mp4"), Token), await File.ReadAllBytesAsync(KeptAt(last), Token));
        var note = $"The refused result of beta is kept as failed/.transcoder/{NameOf(last)}";
        Assert.Equal([note], job.NoteLines);
        Assert.Single(job.Timeline, entry => entry.Text == note);
        Assert.Contains($"Note:    {note}\n", await File.ReadAllTextAsync(_tree.At("failed", "film.mp4.h264.report.txt"), Token), StringComparison.Ordinal);
        Assert.Equal([note], farm.Services.GetRequiredService<JobRecords>().All().Single().ToJob(JobBuilder.Now).NoteLines);
        CommitTests.AssertWorkIsEmpty(_tree);
    }

    [Fact]
    public async Task It_is_copied_to_another_file_system()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no second file system.");
        using var other = new TempTree("/dev/shm");
        Directory.CreateSymbolicLink(_tree.At("failed"), other.Folder("failed"));
        await using var farm = await CompletionFarm.StartAsync(_tree);
        var jobId = await farm.AddFilmAsync();
        await RefuseAsync(farm, jobId, "alpha", frames: 20);

        var last = await DeliverAsync(farm, jobId, "beta", frames: 19);
        await farm.EndAsync(jobId);

        Assert.Equal(await File.ReadAllBytesAsync(_tree.At("result19.mp4"), Token), await File.ReadAllBytesAsync(KeptAt(last), Token));
        Assert.Equal([NameOf(last)], Kept());
        CommitTests.AssertWorkIsEmpty(_tree);
    }

    [Fact]
    public async Task What_the_next_encoder_refuses_itself_leaves_the_one_that_arrived()
    {
        await using var farm = await CompletionFarm.StartAsync(_tree);
        var jobId = await farm.AddFilmAsync();
        var only = await RefuseAsync(farm, jobId, "alpha", frames: 20);

        await farm.Store.ChangeAsync(jobId, (job, now) => job.Fail(job.Fails(FailureKind.CheckFailed, "beta"), now), Token);
        var failed = await farm.EndAsync(jobId);

        Assert.Equal((JobState.Failed, FailureKind.CheckFailed), (failed.State, failed.FailureKind));
        Assert.Equal([NameOf(only)], Kept());
        Assert.Equal([$"The refused result of alpha is kept as failed/.transcoder/{NameOf(only)}"], failed.NoteLines);
    }

    [Fact]
    public async Task A_job_that_is_tried_again_and_succeeds_leaves_it_to_the_user()
    {
        await using var farm = await CompletionFarm.StartAsync(_tree);
        var jobId = await farm.AddFilmAsync();
        await RefuseAsync(farm, jobId, "alpha", frames: 20);
        var last = await DeliverAsync(farm, jobId, "beta", frames: 19);
        await farm.EndAsync(jobId);

        await RetryAsync(farm, jobId);
        await farm.DeliverAsync(jobId, _tree.At("incoming", "film.mp4"));
        var job = await farm.EndAsync(jobId);

        Assert.Equal((JobState.Completed, []), (job.State, job.NoteLines));
        Assert.Equal([NameOf(last)], Kept());
        Assert.Contains(job.Timeline, entry => entry.Text == $"The refused result of beta is kept as failed/.transcoder/{NameOf(last)}");
    }

    [Fact]
    public async Task A_job_that_is_tried_again_and_fails_again_keeps_the_new_one_beside_it()
    {
        await using var farm = await CompletionFarm.StartAsync(_tree);
        var jobId = await farm.AddFilmAsync();
        await RefuseAsync(farm, jobId, "alpha", frames: 20);
        var first = await DeliverAsync(farm, jobId, "beta", frames: 19);
        await farm.EndAsync(jobId);

        await RetryAsync(farm, jobId);
        await RefuseAsync(farm, jobId, "alpha", frames: 18);
        var second = await DeliverAsync(farm, jobId, "beta", frames: 17);
        var job = await farm.EndAsync(jobId);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(new[] { NameOf(first), NameOf(second) }.Order(StringComparer.Ordinal), Kept());
        Assert.Equal([$"The refused result of beta is kept as failed/.transcoder/{NameOf(second)}"], job.NoteLines);
    }

    [Theory]
    [InlineData(JobState.Cancelled)]
    [InlineData(JobState.NotSmaller)]
    [InlineData(JobState.Failed)]
    public async Task A_job_that_ends_for_another_reason_keeps_nothing(JobState end)
    {
        await using var farm = await CompletionFarm.StartAsync(_tree, ifLarger: LargerResult.Discard);
        var jobId = await farm.AddFilmAsync();
        await RefuseAsync(farm, jobId, "alpha", frames: 20);

        if (end is JobState.NotSmaller)
        {
            await farm.DeliverAsync(jobId, _tree.At("incoming", "film.mp4"));
        }
        else
        {
            await farm.Store.ChangeAsync(
                jobId, (job, now) => end is JobState.Cancelled ? job.Cancel(now) : job.Fail(job.Fails(FailureKind.BadOrder, "beta"), now), Token);
        }

        var ended = await farm.EventuallyAsync(jobId, job => job.Fate == SourceFateState.Done);

        Assert.Equal((end, []), (ended.State, ended.NoteLines));
        Assert.Empty(Kept());
    }

    [Fact]
    public async Task While_the_folder_is_away_it_waits_and_outlives_the_sweep()
    {
        Guid jobId, last;
        var mark = "";
        await using (var farm = await CompletionFarm.StartAsync(_tree))
        {
            jobId = await farm.AddFilmAsync();
            await RefuseAsync(farm, jobId, "alpha", frames: 20);
            mark = await File.ReadAllTextAsync(_tree.At("failed", ".transcoder-id"), Token);
            File.Delete(_tree.At("failed", ".transcoder-id"));
            last = await DeliverAsync(farm, jobId, "beta", frames: 19);
            await farm.EventuallyAsync(jobId, job => job.State == JobState.Failed);
        }

        var stray = _tree.File($"work/accepted/{Guid.NewGuid():n}.mp4", "x"u8);
        foreach (var file in Directory.GetFiles(_tree.At("work", "accepted")))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        }

        await using var again = await CompletionFarm.StartAsync(_tree);
        await Eventually.TrueAsync(() => !File.Exists(stray), TimeSpan.FromSeconds(60), () => string.Join('\n', _tree.Entries()));
        Assert.Empty(Kept());
        await File.WriteAllTextAsync(_tree.At("failed", ".transcoder-id"), mark, Token);

        await again.EndAsync(jobId);
        Assert.Equal([NameOf(last)], Kept());
        CommitTests.AssertWorkIsEmpty(_tree);
    }

    [Fact]
    public async Task While_it_cannot_be_kept_the_sources_of_other_jobs_are_archived()
    {
        await using var farm = await CompletionFarm.StartAsync(_tree);
        var jobId = await farm.AddFilmAsync();
        await RefuseAsync(farm, jobId, "alpha", frames: 20);
        File.Delete(_tree.At("failed", ".transcoder-id"));
        await DeliverAsync(farm, jobId, "beta", frames: 19);
        await farm.EventuallyAsync(jobId, job => job.State == JobState.Failed);

        var other = await farm.AddFilmAsync("other.mp4", "other.mp4");
        await farm.DeliverAsync(other, _tree.At("incoming", "other.mp4"));

        Assert.Equal("archive/other.mp4", (await farm.EndAsync(other)).SourceNow);
        Assert.Equal(SourceFateState.Pending, (await farm.FindAsync(jobId)).Fate);
    }

    public void Dispose() => _tree.Dispose();

    private static string NameOf(Guid execution) => WorkNames.Result(execution, OutputContainer.Mp4);

    private string KeptAt(Guid execution) => _tree.At("failed", ".transcoder", NameOf(execution));

    private IEnumerable<string> Kept() => !Directory.Exists(_tree.At("failed", ".transcoder")) ? []
        : Directory.GetFileSystemEntries(_tree.At("failed", ".transcoder")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>Delivers a result with so many of the film's 50 frames.</summary>
    private async Task<Guid> DeliverAsync(CompletionFarm farm, Guid jobId, string encoder, int frames)
    {
        var result = _tree.At($"result{frames}.mp4");
        await Clips.FfmpegAsync(
            ["-i", _tree.At("incoming", "film.mp4"), "-c:v", "libx264", "-frames:v", $"{frames}", "-c:a", "copy", result], Token);
        return await farm.DeliverAsync(jobId, result, report => report with { EncoderName = encoder });
    }

    /// <summary>Delivers such a result, and waits until it is refused and another one ordered.</summary>
    private async Task<Guid> RefuseAsync(CompletionFarm farm, Guid jobId, string encoder, int frames)
    {
        var execution = await DeliverAsync(farm, jobId, encoder, frames);
        await farm.EventuallyAsync(jobId, job => job.Parts.Single().Attempts.Count == 2);
        return execution;
    }

    /// <summary>As a user does, and the planning behind that.</summary>
    private async Task RetryAsync(CompletionFarm farm, Guid jobId)
    {
        await farm.Store.ChangeAsync(jobId, (job, now) => job.Retry(now), Token);
        Assert.True(AtomicFile.TryMove(_tree.At("failed", "film.mp4"), _tree.At("incoming", "film.mp4")));
        await farm.Store.PlanAsync(jobId, new JobPlan(JobBuilder.Settings, null, null, []), ["film.mp4"], Token);
    }
}
