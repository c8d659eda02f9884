using System.Text.Json;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>The commands that ask a coordinator, as a user types them.</summary>
public sealed class ClientCommandTests(BrokerFixture brokers)
{
    [Fact]
    public async Task A_submitted_film_is_waited_for()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator("--Ingest:Watch=false", "--Commit:SourceFate=Keep");
        farm.Encoder("alpha");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("film.mkv", new ClipShape { Frames = 10 });

        var (tried, preview) = await farm.ClientAsync("submit", "incoming/film.mkv", "--profile", "h264", "--dry-run");
        Assert.Equal(0, tried);
        Assert.StartsWith("incoming/film.mkv -> film.mp4 (h264)", preview, StringComparison.Ordinal);
        Assert.Matches(@" About [0-9.]+ [KM]iB instead of [0-9.]+ [KM]iB, by samples\.$", preview.TrimEnd());
        Assert.Empty(await farm.Api.JobsAsync());

        var (waited, answer) = await farm.ClientAsync("submit", "incoming/film.mkv", "--profile", "h264", "--priority", "7", "--wait");
        var (again, known) = await farm.ClientAsync("submit", "film.mkv", "--profile", "h264");
        var (absent, _) = await farm.ClientAsync("submit", "absent.mkv");

        await using var strange = new TranscoderProcess(
            farm.Tree.Root, new Dictionary<string, string> { ["TRANSCODER_TOKEN"] = Farm.Token },
            ["submit", "film.mkv", "--profile", "none", "--url", farm.Api.Url]);

        Assert.Equal(1, (await strange.Ended).ExitCode);
        Assert.Contains(strange.Errors, line => line.Contains("There is no profile \"none\"; there are av1, h264, hevc, slow, vp9", StringComparison.Ordinal));
        Assert.Equal((0, 0, 1), (waited, again, absent));
        Assert.EndsWith("completed", answer, StringComparison.Ordinal);
        var job = Assert.Single(await farm.Api.JobsAsync());
        Assert.Equal((7, "film.mp4"), (job.Priority, job.Output));
        Assert.StartsWith(job.Id.ToString(), known, StringComparison.Ordinal);
        Assert.Equal(["film.mp4"], farm.Files("completed"));

        var (_, listed) = await farm.ClientAsync("jobs", "--json", "--state", "completed");
        var (_, words) = await farm.ClientAsync("jobs");
        var (_, profiles) = await farm.ClientAsync("profiles");
        var saved = new FileInfo(farm.At("incoming", "film.mkv")).Length - new FileInfo(farm.At("completed", "film.mp4")).Length;
        var page = JsonDocument.Parse(listed).RootElement;
        Assert.Equal((1, saved), (page.GetProperty("jobs").GetArrayLength(), page.GetProperty("totals").GetProperty("bytesSaved").GetInt64()));
        Assert.Contains("Saved: ", words, StringComparison.Ordinal);
        Assert.All((string[])["av1", "h264", "hevc", "vp9"], name => Assert.Contains(name, profiles, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_coordinator_that_starts_anew_is_waited_for()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var first = farm.Coordinator("--Ingest:Watch=false");
        var ffmpeg = new ToolDouble(farm.Tree.Folder("tools"), "ffmpeg");
        farm.Encoder("alpha", ffmpeg.Environment);
        ffmpeg.Hold("-progress");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("film.mkv", Farm.SmallFilm);
        await using var waiting = new TranscoderProcess(
            farm.Tree.Root, new Dictionary<string, string> { ["TRANSCODER_TOKEN"] = Farm.Token },
            ["submit", "film.mkv", "--profile", "h264", "--wait", "--url", farm.Api.Url]);
        await ffmpeg.HeldAsync(Farm.Limit, farm.State);

        await first.SignalAsync("KILL");
        await first.Ended;
        await Eventually.TrueAsync(
            () => waiting.Errors.Any(line => line.Contains("Waiting for it", StringComparison.Ordinal)), Farm.Limit, () => string.Join('\n', waiting.Errors));
        ffmpeg.Heal();
        farm.Coordinator("--Ingest:Watch=false");

        Assert.Equal(0, (await waiting.Ended.WaitAsync(Farm.Limit, TestContext.Current.CancellationToken)).ExitCode);
        Assert.Equal("completed", waiting.Output[^1]);
        Assert.Single(waiting.Errors);
    }

    [Fact]
    public async Task A_cancelled_film_stops_at_once_stays_and_can_be_retried()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        var encoder = farm.Encoder("alpha");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/long.mkv", Farm.LongFilm);
        await farm.Api.EncodingAsync("slow/long.mkv");
        var ffmpeg = Assert.Single(await encoder.EncodesAsync());

        var (listed, jobs) = await farm.ClientAsync("jobs", "--json");
        var id = JsonDocument.Parse(jobs).RootElement.GetProperty("jobs")[0].GetProperty("id").GetString()!;
        var (cancelled, _) = await farm.ClientAsync("cancel", id);
        await ProcessTable.DeadAsync(ffmpeg);
        var (shown, text) = await farm.ClientAsync("job", id);
        var (cancelledAgain, _) = await farm.ClientAsync("cancel", id);

        Assert.Equal((0, 0, 0, 1), (listed, cancelled, shown, cancelledAgain));
        Assert.StartsWith($"{id} cancelled", text, StringComparison.Ordinal);
        Assert.Equal(["slow/long.mkv"], farm.Files("incoming"));
        Assert.Empty(farm.Files("completed"));

        var (retried, _) = await farm.ClientAsync("retry", id);
        var (asked, names) = await farm.ClientAsync("encoders");

        Assert.Equal((0, 0), (retried, asked));
        Assert.Contains("alpha", names, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await encoder.EncodesAsync()).Count > 0, Farm.Limit, () => Task.FromResult(farm.State()));
        Assert.Equal(JobState.Active, (await farm.Api.JobAsync("slow/long.mkv")).Job.State);
    }
}
