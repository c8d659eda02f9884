using Microsoft.Extensions.DependencyInjection;
using Transcoder.Coordinator.Submissions;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Submissions;

public sealed class SubmissionDeskTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("a/film.mkv")]
    [InlineData("incoming/a/film.mkv")]
    public async Task A_file_below_incoming_becomes_a_job_at_once(string path)
    {
        _tree.File("incoming/a/film.mkv", [1, 2]);
        await using var coordinator = await TestCoordinator.StartAsync(_tree);

        var outcome = await SubmitAsync(coordinator, path, "av1", 7, "b/out.mkv");

        var accepted = Assert.IsType<SubmitOutcome.Accepted>(outcome);
        var job = await coordinator.FindAsync(accepted.JobId);
        Assert.True(accepted.Added);
        Assert.Equal(("incoming/a/film.mkv", "av1", 7, "b/out.mkv", 2L), (job.SourcePath, job.Profile, job.Priority, job.RequestedOutput, job.SourceBytes));
    }

    [Fact]
    public async Task The_same_submission_twice_is_one_job()
    {
        _tree.File("incoming/film.mkv", [1]);
        await using var coordinator = await TestCoordinator.StartAsync(_tree);

        var first = Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync(coordinator, "film.mkv"));
        var second = Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync(coordinator, "film.mkv"));

        Assert.Equal(new SubmitOutcome.Accepted(first.JobId, false), second);
    }

    [Fact]
    public async Task The_folder_chooses_the_profile_where_none_is_named()
    {
        _tree.File("incoming/vp9/film.mkv", [1]);
        await using var coordinator = await TestCoordinator.StartAsync(_tree);

        var accepted = Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync(coordinator, "vp9/film.mkv"));

        Assert.Equal("vp9", (await coordinator.FindAsync(accepted.JobId)).Profile);
    }

    [Theory]
    [InlineData("/etc/passwd", null, 0, null, "is not a path below")]
    [InlineData("../completed/x.mkv", null, 0, null, "is not a path below")]
    [InlineData("", null, 0, null, "is not a path below")]
    [InlineData("absent.mkv", null, 0, null, "There is no file")]
    [InlineData("folder", null, 0, null, "is not a regular file")]
    [InlineData("link.mkv", null, 0, null, "is not a regular file")]
    [InlineData("linked/film.mkv", null, 0, null, "symbolic link")]
    [InlineData("film.mkv", "best", 0, null, "There is no profile \"best\"")]
    [InlineData("film.mkv", null, 101, null, "Priority 101")]
    [InlineData("film.mkv", null, 0, "../x.mkv", "is not a name below completed/")]
    [InlineData("film.mkv", "h264", 0, "x.mkv", "makes .mp4 files")]
    public async Task What_makes_no_sense_is_refused_with_the_reason(string path, string? profile, int priority, string? output, string reason)
    {
        _tree.File("incoming/film.mkv", [1]);
        _tree.File("outside/film.mkv", [1]);
        _tree.Folder("incoming", "folder");
        File.CreateSymbolicLink(_tree.At("incoming", "link.mkv"), _tree.At("incoming", "film.mkv"));
        Directory.CreateSymbolicLink(_tree.At("incoming", "linked"), _tree.At("outside"));
        await using var coordinator = await TestCoordinator.StartAsync(_tree);

        var outcome = await SubmitAsync(coordinator, path, profile, priority, output);

        Assert.Contains(reason, Assert.IsType<SubmitOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
        Assert.Equal(0, await coordinator.CountAsync());
    }

    private static Task<SubmitOutcome> SubmitAsync(
        TestCoordinator coordinator, string path, string? profile = null, int priority = 0, string? output = null) =>
        coordinator.Services.GetRequiredService<SubmissionDesk>().SubmitAsync(path, profile, priority, output, TestContext.Current.CancellationToken);
}
