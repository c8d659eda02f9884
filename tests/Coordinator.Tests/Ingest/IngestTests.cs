using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Transcoder.Coordinator.Ingest;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Ingest;

public sealed class IngestTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task A_file_that_lies_there_already_becomes_a_job_of_the_default_profile()
    {
        var path = _tree.File("incoming/a/film.mkv", [1, 2, 3]);

        await using var coordinator = await StartAsync();
        var job = Assert.Single(await coordinator.EventuallyAsync(1));

        Assert.Equal("incoming/a/film.mkv", job.SourcePath);
        Assert.Equal("hevc", job.Profile);
        Assert.Equal(3, job.SourceBytes);
        Assert.Equal(FileFingerprint.TryRead(path)!.Value.Identity, job.SourceIdentity);
        Assert.Equal(JobState.Waiting, job.State);
    }

    [Fact]
    public async Task A_dropped_file_is_noticed_without_a_scan()
    {
        await using var coordinator = await StartAsync(("Ingest:RescanInterval", "1.00:00:00"));
        _tree.File("incoming/first.mkv", [1]);
        await coordinator.EventuallyAsync(1);

        _tree.File("incoming/second.mkv", [1]);

        Assert.Equal(2, (await coordinator.EventuallyAsync(2)).Count);
    }

    [Fact]
    public async Task Files_in_folders_that_arrive_whole_are_noticed_without_a_scan()
    {
        await using var coordinator = await StartAsync(("Ingest:RescanInterval", "1.00:00:00"));
        _tree.File("incoming/first.mkv", [1]);
        await coordinator.EventuallyAsync(1);
        _tree.File("elsewhere/b/c/moved.mkv", [1]);

        Directory.Move(_tree.At("elsewhere"), _tree.At("incoming", "moved"));
        _tree.File("incoming/x/y/z/made.mkv", [1]);

        var jobs = await coordinator.EventuallyAsync(3);
        Assert.Contains(jobs, job => job.SourcePath == "incoming/moved/b/c/moved.mkv");
        Assert.Contains(jobs, job => job.SourcePath == "incoming/x/y/z/made.mkv");
    }

    [Fact]
    public async Task The_first_folder_chooses_the_profile_if_it_names_one()
    {
        _tree.File("incoming/av1/deep/a.mkv", [1]);
        _tree.File("incoming/AV1/b.mkv", [1]);
        _tree.File("incoming/other/av1/c.mkv", [1]);

        await using var coordinator = await StartAsync();
        var jobs = await coordinator.EventuallyAsync(3);

        Assert.Equal("av1", jobs.Single(job => job.SourcePath.EndsWith("a.mkv", StringComparison.Ordinal)).Profile);
        Assert.All(jobs.Where(job => !job.SourcePath.EndsWith("a.mkv", StringComparison.Ordinal)), job => Assert.Equal("hevc", job.Profile));
    }

    [Fact]
    public async Task Links_hidden_files_and_other_files_are_left_alone()
    {
        _tree.File("outside/film.mkv", [1]);
        _tree.File("incoming/.hidden.mkv", [1]);
        _tree.File("incoming/.folder/film.mkv", [1]);
        _tree.File("incoming/film.mkv.part", [1]);
        _tree.File("incoming/notes.txt", [1]);
        File.CreateSymbolicLink(_tree.At("incoming", "link.mkv"), _tree.At("outside", "film.mkv"));
        Directory.CreateSymbolicLink(_tree.At("incoming", "linked"), _tree.At("outside"));
        _tree.File("incoming/film.mkv", [1]);

        await using var coordinator = await StartAsync(("Ingest:RescanInterval", "00:00:01"));
        await coordinator.EventuallyAsync(1);
        _tree.File("incoming/later.mkv", [1]);

        var jobs = await coordinator.EventuallyAsync(2);
        Assert.Equal(["incoming/film.mkv", "incoming/later.mkv"], jobs.Select(job => job.SourcePath).Order());
    }

    [Fact]
    public async Task What_looks_like_a_film_and_is_none_is_told_once()
    {
        const int Told = 2007;
        var log = new RecordedLog();
        _tree.Folder("incoming", "folder.mp4");
        File.CreateSymbolicLink(_tree.At("incoming", "link.mkv"), _tree.At("outside.mkv"));
        await using var coordinator = await TestCoordinator.StartAsync(
            _tree, services => services.AddIngest().AddLogging(logging => logging.AddProvider(log.Provider())), ("Ingest:RescanInterval", "00:00:01"));
        await Eventually.TrueAsync(() => log.Of(Told).Count == 2, TimeSpan.FromSeconds(30));
        Directory.Delete(_tree.At("incoming", "folder.mp4"));

        File.CreateSymbolicLink(_tree.At("incoming", "later.mkv"), _tree.At("outside.mkv"));

        await Eventually.TrueAsync(() => log.Of(Told).Any(told => told.Text.Contains("later.mkv", StringComparison.Ordinal)), TimeSpan.FromSeconds(30));
        Assert.Equal(
            ["folder.mp4 is a folder", "later.mkv is a link, and links are not followed", "link.mkv is a link, and links are not followed"],
            log.Of(Told).Select(told => told.Text.Split('/', ';')[1]).Order(StringComparer.Ordinal));
        Assert.All(log.Of(Told), told => Assert.Equal(LogLevel.Warning, told.Level));
    }

    [Fact]
    public async Task A_file_that_is_appended_to_is_taken_once_and_whole()
    {
        await using var coordinator = await StartAsync();
        var path = _tree.File("incoming/slow.mkv", [0]);
        using var time = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        for (var written = 1; written < 8 && await time.WaitForNextTickAsync(TestContext.Current.CancellationToken); written++)
        {
            await File.AppendAllBytesAsync(path, [1], TestContext.Current.CancellationToken);
        }

        var job = Assert.Single(await coordinator.EventuallyAsync(1));

        Assert.Equal(8, job.SourceBytes);
    }

    [Fact]
    public async Task A_known_file_gets_no_second_job_after_a_restart_and_a_replaced_one_does()
    {
        _tree.File("incoming/same.mkv", [1]);
        _tree.File("incoming/replaced.mkv", [1]);
        await using (var coordinator = await StartAsync())
        {
            await coordinator.EventuallyAsync(2);
        }

        _tree.File("incoming/replaced.mkv", [1, 2]);
        await using var again = await StartAsync();

        var jobs = await again.EventuallyAsync(3);
        Assert.Equal(2, jobs.Count(job => job.SourcePath == "incoming/replaced.mkv"));
    }

    [Fact]
    public async Task Nothing_is_taken_from_a_folder_that_is_not_the_known_one_until_it_is_back()
    {
        await using var coordinator = await StartAsync(("Ingest:RescanInterval", "00:00:01"));
        _tree.File("incoming/first.mkv", [1]);
        await coordinator.EventuallyAsync(1);

        Directory.Move(_tree.At("incoming"), _tree.At("away"));
        _tree.File("incoming/stray.mkv", [1]);
        var settling = coordinator.Services.GetRequiredService<SettlingQueue>();
        await Eventually.TrueAsync(() => settling.Count == 0, TimeSpan.FromSeconds(30));
        var meanwhile = await coordinator.CountAsync();
        Directory.Delete(_tree.At("incoming"), recursive: true);
        Directory.Move(_tree.At("away"), _tree.At("incoming"));
        _tree.File("incoming/second.mkv", [1]);

        var jobs = await coordinator.EventuallyAsync(2);
        Assert.Equal(1, meanwhile);
        Assert.DoesNotContain(jobs, job => job.SourcePath.Contains("stray", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Twenty_thousand_files_all_get_jobs_through_a_small_tracker()
    {
        const int Files = 20_000;
        foreach (var number in Enumerable.Range(0, Files))
        {
            _tree.File($"incoming/{number / 1000}/{number}.mkv", [1]);
        }

        await using var coordinator = await StartAsync(("Ingest:MaximumSettling", "4000"));
        var settling = coordinator.Services.GetRequiredService<SettlingQueue>();
        var most = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                most = Math.Max(most, settling.Count);
                return await coordinator.CountAsync() == Files;
            },
            TimeSpan.FromSeconds(120), async () => $"{await coordinator.CountAsync()} jobs");

        Assert.InRange(most, 1, 4000);
    }

    [Fact]
    public async Task Switched_off_it_takes_nothing()
    {
        _tree.File("incoming/film.mkv", [1]);

        await using var coordinator = await StartAsync(("Ingest:Watch", "false"));
        var watcher = coordinator.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<SourceWatcher>().Single();
        await watcher.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(0, coordinator.Services.GetRequiredService<SettlingQueue>().Count);
        Assert.Equal(0, await coordinator.CountAsync());
    }

    private Task<TestCoordinator> StartAsync(params (string, string)[] settings) =>
        TestCoordinator.StartAsync(_tree, services => services.AddIngest(), [("Ingest:QuietPeriod", "00:00:01"), .. settings]);
}
