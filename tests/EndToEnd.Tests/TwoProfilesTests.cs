using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary>One source for which several jobs are asked.</summary>
public sealed class TwoProfilesTests
{
    [Fact]
    public async Task One_source_with_two_profiles_gives_two_results_and_leaves_when_both_are_there()
    {
        await using var farm = new EmbeddedFarm("--Ingest:Watch=false");
        var film = await farm.MakeFilmAsync();
        var ffmpeg = new ToolDouble(farm.Folder("tools"), "ffmpeg");
        farm.Environment = ffmpeg.Environment;
        farm.Start();
        await farm.Api.ReadyAsync();
        ffmpeg.Hold("-progress");
        farm.Storage.Drop(film, "film.mkv");
        foreach (var profile in new[] { "h264", "hevc", "h264" })
        {
            await using var submit = new TranscoderProcess(farm.Folder("client"), ["submit", "film.mkv", "--profile", profile, "--url", farm.Url]);
            Assert.Equal(0, (await submit.Ended).ExitCode);
        }

        ffmpeg.Heal();
        await Eventually.TrueAsync(() => farm.Storage.Files("archive").Count == 1, Farm.Limit, farm.State);

        Assert.Equal(["film.mkv", "film.mp4"], farm.Storage.Files("completed"));
        Assert.Equal(["film.mkv"], farm.Storage.Files("archive"));
        Assert.Empty(farm.Storage.Files("incoming"));
        Assert.Equal(
            [("h264", JobState.Completed), ("hevc", JobState.Completed)],
            (await farm.Api.JobsAsync()).Select(job => (job.Profile, job.State)).Order());
        Assert.Equal("hevc", (await Farm.ProbeAsync(farm.Storage.At("completed", "film.mkv"))).Probe.MainVideo!.Codec);
        Assert.Equal("h264", (await Farm.ProbeAsync(farm.Storage.At("completed", "film.mp4"))).Probe.MainVideo!.Codec);
    }
}
