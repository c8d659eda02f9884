using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests.Recovery;

/// <summary>A farm that dies at any step ends, started again, as if it had not: one result, one record, the source at its place, nothing left over.</summary>
public sealed class CrashTests
{
    [Fact]
    public void Every_step_is_passed_by_a_run() => Assert.Empty(Enum.GetValues<CrashPoint>().Except(CrashRuns.All));

    [Fact]
    public async Task With_results_and_archive_on_another_file_system()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no second file system.");
        using var other = new TempTree("/dev/shm");
        await using var farm = new EmbeddedFarm();
        Directory.CreateDirectory(farm.Storage.Root);
        foreach (var folder in new[] { "completed", "archive" })
        {
            Directory.CreateSymbolicLink(farm.Storage.At(folder), other.Folder(folder));
        }

        await Crashed.ArchivesAsync(farm, CrashRuns.Copied);
    }

    [Fact]
    public async Task While_a_stranger_has_the_name_of_the_result()
    {
        await using var farm = new EmbeddedFarm();
        farm.Storage.Drop(await farm.MakeFilmAsync(), "h264/film.mkv");
        await farm.DieAsync(CrashPoint.OutputNameReserved);
        Directory.CreateDirectory(farm.Storage.At("completed", "h264"));
        await File.WriteAllTextAsync(farm.Storage.At("completed", "h264", "film.mp4"), "a stranger's", TestContext.Current.CancellationToken);

        await farm.DieAsync(CrashRuns.Renamed.Single());
        farm.Start();

        await Crashed.EndAsync(farm, 1, JobState.Completed);
        Assert.Equal(["h264/film (2).mp4", "h264/film.mp4"], farm.Storage.Files("completed"));
        Assert.Equal("a stranger's", await File.ReadAllTextAsync(farm.Storage.At("completed", "h264", "film.mp4"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task While_sources_are_deleted_and_work_is_swept()
    {
        await using var farm = new EmbeddedFarm("--Commit:SourceFate=Delete");
        farm.Storage.Drop(await farm.MakeFilmAsync(), "h264/film.mkv");
        var stray = Directory.CreateDirectory(farm.Storage.At("work", $"{Guid.NewGuid():n}")).FullName;
        Directory.SetLastWriteTimeUtc(stray, DateTime.UnixEpoch);

        foreach (var point in CrashRuns.Deleted)
        {
            await farm.DieAsync(point);
        }

        farm.Start();

        await Crashed.EndAsync(farm, 1, JobState.Completed);
        Assert.Equal(["h264/film.mp4"], farm.Storage.Files("completed"));
        Assert.Empty(farm.Storage.All("archive"));
    }

    [Fact]
    public async Task While_a_film_is_encoded_in_chunks()
    {
        await using var farm = new EmbeddedFarm(
            "--Chunking:Mode=Always", "--Chunking:TargetLength=00:00:01", "--Chunking:MinimumLength=00:00:00.5");
        var film = await Clips.MakeAsync(
            Path.Combine(farm.Folder("made"), "film.mkv"),
            Farm.SmallFilm with { Frames = 75, VideoOptions = ["-preset", "ultrafast", "-g", "25"] }, TestContext.Current.CancellationToken);
        farm.Storage.Drop(film, "h264/film.mkv");

        foreach (var point in CrashRuns.InChunks)
        {
            await farm.DieAsync(point);
        }

        farm.Start();

        await Crashed.EndAsync(farm, 1, JobState.Completed);
        Assert.Equal(["h264/film.mp4"], farm.Storage.Files("completed"));
        Assert.Equal(75, (await Farm.ProbeAsync(farm.Storage.At("completed", "h264", "film.mp4"))).Frames);
        Assert.Equal(3, (await farm.Api.JobAsync("h264/film.mkv")).Job.Chunks);
    }

    [Fact]
    public async Task While_a_film_fails_and_is_tried_again()
    {
        await using var farm = new EmbeddedFarm();
        var bad = await File.ReadAllBytesAsync(await farm.MakeFilmAsync(), TestContext.Current.CancellationToken);
        bad.AsSpan(bad.Length / 3, bad.Length / 3).Fill(0x55);
        Directory.CreateDirectory(farm.Storage.Root);
        await File.WriteAllBytesAsync(farm.Storage.At("bad.mkv"), bad, TestContext.Current.CancellationToken);
        farm.Storage.Drop(farm.Storage.At("bad.mkv"), "h264/film.mkv");
        foreach (var point in CrashRuns.Failed)
        {
            await farm.DieAsync(point);
        }

        farm.Start();
        await Crashed.EndAsync(farm, 1, JobState.Failed);
        var failed = Assert.Single(await farm.Api.JobsAsync());
        await farm.KillAsync();
        await farm.DieAsync(CrashRuns.Retried.Single(), () => farm.Api.AskAsync(failed.Id, "retry"));
        farm.Start();

        await Crashed.EndAsync(farm, 1, JobState.Failed);
        await Crashed.ReportedAsync(farm);
        Assert.Equal(2, farm.Storage.All("failed").Count);
        Assert.Empty(farm.Storage.Files("completed"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_a_refused_result_is_kept(bool onAnotherFileSystem)
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no second file system.");
        using var other = new TempTree("/dev/shm");
        await using var farm = new EmbeddedFarm("--Encoder:Check=Counts", "--Commit:IfLarger=Keep");
        var ffmpeg = new FfmpegDouble(farm.Folder("tools"), Farm.SmallFilm with { Frames = Farm.SmallFilm.Frames - 5 });
        farm.Environment = ffmpeg.Environment;
        ffmpeg.Break(FfmpegFault.OtherFilm);
        Directory.CreateDirectory(farm.Storage.Root);
        if (onAnotherFileSystem)
        {
            Directory.CreateSymbolicLink(farm.Storage.At("failed"), other.Folder("failed"));
        }

        farm.Storage.Drop(await farm.MakeFilmAsync(), "h264/film.mkv");
        foreach (var point in CrashRuns.Refused.Skip(onAnotherFileSystem ? 0 : 1))
        {
            await farm.DieAsync(point);
        }

        farm.Start();

        await Crashed.EndAsync(farm, 1, JobState.Failed);
        await Crashed.ReportedAsync(farm);
        var kept = $"failed/{Assert.Single(farm.Storage.All("failed"), file => file.StartsWith(".transcoder/", StringComparison.Ordinal))}";
        Assert.Equal(Farm.SmallFilm.Frames - 5, (await Farm.ProbeAsync(farm.Storage.At(kept))).Frames);
        var job = await farm.Api.JobAsync("h264/film.mkv");
        Assert.EndsWith(kept, Assert.Single(job.Notes), StringComparison.Ordinal);
        Assert.Single(job.Timeline, entry => entry.Text == job.Notes[0]);
    }
}
