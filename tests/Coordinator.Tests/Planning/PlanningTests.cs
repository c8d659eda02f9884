using Microsoft.Extensions.DependencyInjection;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Planning;
using Transcoder.Coordinator.Submissions;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Planning;

public sealed class PlanningTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task A_film_is_planned_from_its_header()
    {
        await Clips.MakeAsync(Path.Combine(_tree.Folder("incoming", "h264"), "film.mkv"), cancellationToken: TestContext.Current.CancellationToken);
        await using var coordinator = await StartAsync();

        var job = await coordinator.EventuallyAsync(await SubmitAsync(coordinator, "h264/film.mkv"), job => job.State == JobState.Active);

        var settings = SettingsJson.Read(job.Settings!);
        Assert.Equal("h264/film.mp4", job.OutputPath);
        Assert.Equal(VideoCodec.H264, settings.Video.Codec);
        Assert.Equal(StreamCodec.Copy, Assert.Single(settings.Streams).Codec);
        Assert.InRange(job.ExpectedFrames ?? 0, 49, 51);
        Assert.Equal(AttemptState.Pending, Assert.Single(Assert.Single(job.Parts).Attempts).State);
    }

    [Fact]
    public async Task A_film_that_changes_its_size_is_encoded_whole_and_says_so()
    {
        foreach (var (name, size, from) in new[] { ("one", "176x144", "0"), ("two", "320x240", "3") })
        {
            await Clips.FfmpegAsync(
                ["-f", "lavfi", "-i", $"testsrc2=s={size}:r=25:d=3", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-output_ts_offset", from, _tree.At($"{name}.ts")],
                TestContext.Current.CancellationToken);
        }

        _tree.File("incoming/film.ts", [.. File.ReadAllBytes(_tree.At("one.ts")), .. File.ReadAllBytes(_tree.At("two.ts"))]);
        await using var coordinator = await TestCoordinator.StartAsync(
            _tree, services => services.AddPlanning(), ("Chunking:Mode", "Always"), ("Chunking:TargetLength", "00:00:02"), ("Chunking:MinimumLength", "00:00:01"));

        var job = await coordinator.EventuallyAsync(await SubmitAsync(coordinator, "film.ts"), job => job.State == JobState.Active);

        Assert.False(job.IsInPieces());
        Assert.Contains("176x144, 320x240", job.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("film.mkv", "File ended prematurely")]
    [InlineData("film.mp4", "partial file")]
    public async Task A_film_that_is_cut_off_is_encoded_whole_under_suspicion(string name, string words)
    {
        var shape = new ClipShape { Frames = 250, VideoOptions = ["-preset", "ultrafast", "-g", "25"] };
        var film = await Clips.MakeAsync(
            Path.Combine(_tree.Folder("incoming"), name), name == "film.mp4" ? shape with { OutputOptions = ["-movflags", "+faststart"] } : shape,
            TestContext.Current.CancellationToken);
        await using (var cut = new FileStream(film, FileMode.Open))
        {
            cut.SetLength(cut.Length * 7 / 10);
        }

        await using var coordinator = await TestCoordinator.StartAsync(
            _tree, services => services.AddPlanning(), ("Chunking:Mode", "Always"), ("Chunking:TargetLength", "00:00:02"), ("Chunking:MinimumLength", "00:00:01"));

        var job = await coordinator.EventuallyAsync(await SubmitAsync(coordinator, name), job => job.State == JobState.Active);

        Assert.False(job.IsInPieces());
        Assert.Equal("the coordinator", job.Suspicions);
        Assert.Single(job.Timeline, entry => entry.Text.Contains("is damaged", StringComparison.Ordinal) && entry.Text.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_two_results_get_one_name_and_no_existing_file_is_touched()
    {
        await Clips.MakeAsync(Path.Combine(_tree.Folder("incoming"), "film.mkv"), cancellationToken: TestContext.Current.CancellationToken);
        File.Copy(_tree.At("incoming", "film.mkv"), _tree.At("incoming", "film.avi"));
        _tree.File("completed/film.mkv", [1]);
        await using var coordinator = await StartAsync();
        Heartbeat(coordinator, slots: 2);

        var first = await SubmitAsync(coordinator, "film.mkv", priority: 1);
        var second = await SubmitAsync(coordinator, "film.avi");
        string?[] names =
        [
            (await coordinator.EventuallyAsync(first, job => job.State == JobState.Active)).OutputPath,
            (await coordinator.EventuallyAsync(second, job => job.State == JobState.Active)).OutputPath,
        ];

        Assert.Equal(["film (2).mkv", "film (3).mkv"], names.Order());
    }

    [Fact]
    public async Task A_source_that_was_moved_before_that_was_written_down_is_brought_back()
    {
        _tree.File("incoming/text.mkv", "no film at all"u8);
        await using var coordinator = await StartAsync();
        var id = await SubmitAsync(coordinator, "text.mkv");
        var first = await coordinator.EventuallyAsync(id, job => job.State == JobState.Failed);
        _tree.Folder("failed");
        Assert.Equal(PublishOutcome.Published, AtomicFile.Publish(_tree.At("incoming", "text.mkv"), _tree.At("failed", "text.mkv")));

        await coordinator.Store.ChangeAsync(id, (job, now) => job.Retry(now), TestContext.Current.CancellationToken);

        var second = await coordinator.EventuallyAsync(id, job => job.State == JobState.Failed && job.FinishedAt != first.FinishedAt);
        Assert.Equal((FailureKind.BadSource, first.Reason), (second.FailureKind, second.Reason));
        Assert.True(File.Exists(_tree.At("incoming", "text.mkv")));
    }

    [Fact]
    public async Task What_is_no_film_is_refused_and_delays_nobody()
    {
        await Clips.MakeAsync(Path.Combine(_tree.Folder("incoming"), "film.mkv"), cancellationToken: TestContext.Current.CancellationToken);
        _tree.File("incoming/text.mkv", "no film at all"u8);
        _tree.File("incoming/empty.mkv", []);
        await using var coordinator = await StartAsync();

        var text = await SubmitAsync(coordinator, "text.mkv", priority: 2);
        var empty = await SubmitAsync(coordinator, "empty.mkv", priority: 2);
        var film = await SubmitAsync(coordinator, "film.mkv");

        await coordinator.EventuallyAsync(film, job => job.State == JobState.Active);
        foreach (var id in new[] { text, empty })
        {
            var job = await coordinator.EventuallyAsync(id, job => job.State == JobState.Failed);
            Assert.Equal(FailureKind.BadSource, job.FailureKind);
            Assert.Equal(SourceFateState.Pending, job.Fate);
            Assert.NotEmpty(job.Reason!);
        }
    }

    [Fact]
    public async Task Only_as_many_are_planned_as_encoders_will_take_and_the_best_first()
    {
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            await Clips.MakeAsync(Path.Combine(_tree.Folder("incoming"), $"{name}.mkv"), cancellationToken: TestContext.Current.CancellationToken);
        }

        await using (var before = await TestCoordinator.StartAsync(_tree))
        {
            foreach (var (name, priority) in new[] { ("a", 0), ("b", 5), ("c", 9), ("d", 1) })
            {
                await SubmitAsync(before, $"{name}.mkv", priority);
            }
        }

        await using var coordinator = await StartAsync();
        await Eventually.TrueAsync(async () => await ActiveAsync(coordinator) is ["c.mkv"], TimeSpan.FromSeconds(30));
        Heartbeat(coordinator, slots: 1);

        await Eventually.TrueAsync(async () => await ActiveAsync(coordinator) is ["b.mkv", "c.mkv"], TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_film_that_waits_for_another_encoder_keeps_no_others_waiting()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            await Clips.MakeAsync(Path.Combine(_tree.Folder("incoming"), $"{name}.mkv"), cancellationToken: TestContext.Current.CancellationToken);
        }

        await using var coordinator = await StartAsync();
        var first = await SubmitAsync(coordinator, "a.mkv");
        await SubmitAsync(coordinator, "b.mkv");
        await SubmitAsync(coordinator, "c.mkv");
        var job = await coordinator.EventuallyAsync(first, job => job.State == JobState.Active);
        Heartbeat(coordinator, slots: 1);
        var started = job.Starts();
        await coordinator.Store.ChangeAsync(
            first,
            (changed, now) => changed.Started(started, now)
                && changed.Fail(job.Fails(FailureKind.BadEncoder, execution: started.ExecutionId), now, excused: false, othersLive: true),
            TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(async () => await ActiveAsync(coordinator) is ["a.mkv", "b.mkv", "c.mkv"], TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_source_that_is_gone_or_replaced_ends_its_job_and_stays_as_it_is()
    {
        _tree.File("incoming/gone.mkv", [1]);
        _tree.File("incoming/replaced.mkv", [1]);
        Guid gone;
        Guid replaced;
        await using (var before = await TestCoordinator.StartAsync(_tree))
        {
            gone = await SubmitAsync(before, "gone.mkv");
            replaced = await SubmitAsync(before, "replaced.mkv");
        }

        File.Delete(_tree.At("incoming", "gone.mkv"));
        _tree.File("incoming/replaced.mkv", [1, 2]);
        await using var coordinator = await StartAsync();

        Assert.Contains("gone", (await coordinator.EventuallyAsync(gone, job => job.State == JobState.Cancelled)).Reason, StringComparison.Ordinal);
        Assert.Contains("another", (await coordinator.EventuallyAsync(replaced, job => job.State == JobState.Cancelled)).Reason, StringComparison.Ordinal);
        Assert.Equal(2, new FileInfo(_tree.At("incoming", "replaced.mkv")).Length);
    }

    [Fact]
    public async Task A_retried_job_gets_its_source_back_from_where_it_was_moved()
    {
        var path = await Clips.MakeAsync(Path.Combine(_tree.Folder("incoming", "sub"), "film.mkv"), cancellationToken: TestContext.Current.CancellationToken);
        Guid id;
        await using (var before = await TestCoordinator.StartAsync(_tree))
        {
            id = await SubmitAsync(before, "sub/film.mkv");
            await before.Store.ChangeAsync(id, (job, _) => (job.SourceNow = "failed/sub/film.mkv") is not null, TestContext.Current.CancellationToken);
        }

        _tree.Folder("failed", "sub");
        Directory.Move(Path.GetDirectoryName(path)!, _tree.At("failed", "sub", "x"));
        Media.Files.AtomicFile.Publish(_tree.At("failed", "sub", "x", "film.mkv"), _tree.At("failed", "sub", "film.mkv"));
        await using var coordinator = await StartAsync();

        var job = await coordinator.EventuallyAsync(id, job => job.State == JobState.Active);

        Assert.Null(job.SourceNow);
        Assert.True(File.Exists(path));
        Assert.False(File.Exists(_tree.At("failed", "sub", "film.mkv")));
    }

    [Fact]
    public async Task A_job_whose_profile_was_taken_away_waits_and_lets_others_pass()
    {
        await Clips.MakeAsync(Path.Combine(_tree.Folder("incoming"), "film.mkv"), cancellationToken: TestContext.Current.CancellationToken);
        Guid without;
        await using (var before = await TestCoordinator.StartAsync(_tree, null, ("Profiles:web:VideoCodec", "H264")))
        {
            without = await SubmitAsync(before, "film.mkv", priority: 9, profile: "web");
        }

        await using var coordinator = await StartAsync();
        var with = await SubmitAsync(coordinator, "film.mkv");

        await coordinator.EventuallyAsync(with, job => job.State == JobState.Active);
        var waiting = await coordinator.EventuallyAsync(without, job => job.Reason is not null);
        Assert.Equal(JobState.Waiting, waiting.State);
        Assert.Contains("web", waiting.Reason, StringComparison.Ordinal);
    }

    private Task<TestCoordinator> StartAsync() => TestCoordinator.StartAsync(_tree, services => services.AddPlanning());

    private static void Heartbeat(TestCoordinator coordinator, int slots) =>
        coordinator.Services.GetRequiredService<EncoderFleet>().Hear(
            new EncoderHeartbeat { EncoderId = Guid.NewGuid(), EncoderName = "alpha", State = EncoderState.Ready, Slots = slots, Executions = [] });

    private static async Task<IReadOnlyList<string>> ActiveAsync(TestCoordinator coordinator) =>
        [.. (await coordinator.JobsAsync()).Where(job => job.State == JobState.Active).Select(job => Path.GetFileName(job.SourcePath)).Order()];

    private static async Task<Guid> SubmitAsync(TestCoordinator coordinator, string path, int priority = 0, string? profile = null) =>
        Assert.IsType<SubmitOutcome.Accepted>(await coordinator.Services.GetRequiredService<SubmissionDesk>()
            .SubmitAsync(path, profile, priority, null, TestContext.Current.CancellationToken)).JobId;
}
