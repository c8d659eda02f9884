using System.Runtime.Versioning;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Completion;

public sealed class CommitTests
{
    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task A_proven_result_is_published_and_its_source_archived_unaltered()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var source = await File.ReadAllBytesAsync(await Clips.MakeAsync(Path.Combine(tree.Folder("incoming"), "film.mp4"), null, Token), Token);
        var (written, mode) = (new DateTime(1999, 12, 31, 23, 59, 58, DateTimeKind.Utc), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.SetLastWriteTimeUtc(tree.At("incoming", "film.mp4"), written);
        File.SetUnixFileMode(tree.At("incoming", "film.mp4"), mode);
        var jobId = await farm.AddAsync("film.mp4", "film.mp4", JobBuilder.Settings);

        await farm.DeliverAsync(jobId, tree.At("incoming", "film.mp4"));
        var job = await farm.EndAsync(jobId);

        Assert.Equal((JobState.Completed, "archive/film.mp4"), (job.State, job.SourceNow));
        Assert.Equal(source, await File.ReadAllBytesAsync(tree.At("archive", "film.mp4"), Token));
        Assert.Equal((written, mode), (File.GetLastWriteTimeUtc(tree.At("completed", "film.mp4")), File.GetUnixFileMode(tree.At("completed", "film.mp4"))));
        Assert.True(File.Exists(tree.At("completed", ".transcoder", $"{jobId:n}.json")));
        Assert.False(File.Exists(tree.At("incoming", "film.mp4")));
        AssertWorkIsEmpty(tree);
    }

    [Fact]
    public async Task A_name_that_a_stranger_takes_is_never_overwritten()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var jobId = await farm.AddFilmAsync();
        tree.File("completed/film.mp4", "a stranger's"u8);

        await farm.DeliverAsync(jobId, tree.At("incoming", "film.mp4"));
        var job = await farm.EndAsync(jobId);

        Assert.Equal("a stranger's", await File.ReadAllTextAsync(tree.At("completed", "film.mp4"), Token));
        Assert.Equal("film (2).mp4", job.OutputPath);
        Assert.Equal(job.OutputBytes, new FileInfo(tree.At("completed", "film (2).mp4")).Length);
    }

    [Theory]
    [InlineData(SourceFate.Keep, "incoming/film.mp4")]
    [InlineData(SourceFate.Delete, null)]
    public async Task The_source_goes_where_its_fate_says(SourceFate fate, string? now)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree, fate);
        var jobId = await farm.AddFilmAsync();

        await farm.DeliverAsync(jobId, tree.At("incoming", "film.mp4"));
        var job = await farm.EndAsync(jobId);

        Assert.Equal((JobState.Completed, now), (job.State, job.SourceNow));
        Assert.Equal(now is not null, File.Exists(tree.At("incoming", "film.mp4")));
    }

    [Theory]
    [InlineData(SourceFate.Archive, "completed/film.mp4")]
    [InlineData(SourceFate.Delete, "completed/film.mp4")]
    [InlineData(SourceFate.Keep, "incoming/film.mp4")]
    public async Task A_source_whose_result_is_not_smaller_is_the_result(SourceFate fate, string now)
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree, fate, LargerResult.Discard);
        var jobId = await farm.AddFilmAsync();
        var source = await File.ReadAllBytesAsync(tree.At("incoming", "film.mp4"), Token);

        await farm.DeliverAsync(jobId, tree.At("incoming", "film.mp4"));
        var job = await farm.EndAsync(jobId);

        Assert.Equal((JobState.NotSmaller, now, null), (job.State, job.SourceNow, job.OutputPath));
        Assert.Equal(source, await File.ReadAllBytesAsync(tree.At(now.Split('/')), Token));
        Assert.Equal(
            [now], tree.Entries().Where(entry => entry.EndsWith("film.mp4", StringComparison.Ordinal)));
        Assert.True(File.Exists(tree.At("completed", ".transcoder", $"{jobId:n}.json")));
        AssertWorkIsEmpty(tree);
    }

    [Fact]
    public async Task A_source_that_changed_meanwhile_stays_and_its_result_is_discarded()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var jobId = await farm.AddFilmAsync();
        var old = tree.At("old.mp4");
        File.Copy(tree.At("incoming", "film.mp4"), old);
        await farm.EventuallyAsync(jobId, job => job.SourceSha256 is not null);
        tree.File("incoming/film.mp4", "another film"u8);

        await farm.DeliverAsync(jobId, old);
        var job = await farm.EndAsync(jobId);

        Assert.Equal(JobState.Cancelled, job.State);
        Assert.Equal("another film", await File.ReadAllTextAsync(tree.At("incoming", "film.mp4"), Token));
        Assert.False(File.Exists(tree.At("completed", "film.mp4")));
    }

    [Fact]
    public async Task A_missing_mount_stops_the_commit_and_its_return_continues_it()
    {
        using var tree = new TempTree();
        await using var farm = await CompletionFarm.StartAsync(tree);
        var jobId = await farm.AddFilmAsync();
        var identity = await File.ReadAllBytesAsync(tree.At("completed", ".transcoder-id"), Token);
        File.Delete(tree.At("completed", ".transcoder-id"));

        await farm.DeliverAsync(jobId, tree.At("incoming", "film.mp4"));
        await farm.EventuallyAsync(jobId, job => job.State == JobState.Committing);
        Assert.Equal(["completed/"], tree.Entries().Where(entry => entry.StartsWith("completed", StringComparison.Ordinal)));

        await File.WriteAllBytesAsync(tree.At("completed", ".transcoder-id"), identity, Token);
        Assert.Equal(JobState.Completed, (await farm.EndAsync(jobId)).State);
    }

    internal static CancellationToken Token => TestContext.Current.CancellationToken;

    internal static void AssertWorkIsEmpty(TempTree tree) =>
        Assert.Equal(["work/", "work/.transcoder-id", "work/accepted/"], tree.Entries().Where(entry => entry.StartsWith("work", StringComparison.Ordinal)));
}
