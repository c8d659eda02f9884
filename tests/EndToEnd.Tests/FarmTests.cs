using System.Text;
using RabbitMQ.Client;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.Media.Files;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>The farm over several processes: what goes in comes out, whatever happens to one of them.</summary>
public sealed class FarmTests(BrokerFixture brokers)
{
    private static readonly string[] Three = ["alpha", "beta", "gamma"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dropped_film_comes_out_and_its_source_is_archived()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        farm.Encoder("alpha");
        farm.Encoder("beta");
        await farm.Api.ReadyAsync();

        await farm.DropAsync("h264/a film's.mkv", new ClipShape { Frames = 60 });
        await farm.AppearsAsync("archive", "h264", "a film's.mkv");

        var (probe, frames) = await Farm.ProbeAsync(farm.At("completed", "h264", "a film's.mp4"));
        Assert.Equal(("h264", "aac", 60), (probe.MainVideo?.Codec, probe.Streams[1].Codec, frames));
        Assert.Equal(2.4, probe.Duration!.Value.TotalSeconds, 0.05);
        Assert.Equal(await HashAsync(farm.Made("h264/a film's.mkv")), await HashAsync(farm.At("archive", "h264", "a film's.mkv")));
        Assert.Equal(["h264/a film's.mp4"], farm.Files("completed"));
        Assert.Empty(farm.Files("incoming"));
        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task A_killed_encoder_loses_no_film_and_leaves_no_orphan()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        var encoders = Three.ToDictionary(name => name, farm.Encoder);
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/long.mkv", Farm.LongFilm);
        foreach (var name in Three)
        {
            await farm.DropAsync($"h264/{name}.mkv", new ClipShape { Frames = 10 });
        }

        var doomed = await farm.Api.EncodingAsync("slow/long.mkv");
        var ffmpeg = Assert.Single(await encoders[doomed].EncodesAsync());
        await encoders[doomed].SignalAsync("KILL");

        await ProcessTable.DeadAsync(ffmpeg);
        await Eventually.TrueAsync(() => farm.Files("archive").Count == 4, Farm.Limit, farm.State);
        Assert.Equal(["h264/alpha.mp4", "h264/beta.mp4", "h264/gamma.mp4", "slow/long.mp4"], farm.Files("completed"));
        var last = (await farm.Api.ExecutionsAsync("slow/long.mkv"))[^1];
        Assert.Equal(ExecutionState.Accepted, last.State);
        Assert.NotEqual(doomed, last.Encoder);
        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task The_last_lines_that_ffmpeg_wrote_are_told_with_the_job()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var ffmpeg = new ToolDouble(farm.Tree.Folder("tools"), "ffmpeg", """
            case "$*" in
            *-progress*)
                seq --format 'line %g' 60 >&2
                exit 1
                ;;
            esac
            """);
        farm.Coordinator();
        farm.Encoder("alpha", ffmpeg.Environment);
        await farm.Api.ReadyAsync();

        await farm.DropAsync("h264/film.mkv", Farm.SmallFilm);

        await Eventually.TrueAsync(async () => (await farm.Api.JobAsync("h264/film.mkv")).LogTail.Count > 0, Farm.Limit, () => Task.FromResult(farm.State()));
        Assert.Equal(Enumerable.Range(21, 40).Select(number => $"line {number}"), (await farm.Api.JobAsync("h264/film.mkv")).LogTail);
    }

    [Fact]
    public async Task An_encoder_that_is_asked_to_stop_hands_its_order_back()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        var leaving = farm.Encoder("leaving");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/long.mkv", Farm.LongFilm);
        await farm.Api.EncodingAsync("slow/long.mkv");
        var ffmpeg = Assert.Single(await leaving.EncodesAsync());
        farm.Encoder("staying");

        await leaving.SignalAsync("TERM");

        Assert.Equal(0, (await leaving.Ended).ExitCode);
        Assert.False(ProcessTable.IsAlive(ffmpeg));
        await farm.AppearsAsync("archive", "slow", "long.mkv");
        Assert.Equal(["slow/long.mp4"], farm.Files("completed"));
        var job = await farm.Api.JobAsync("slow/long.mkv");
        Assert.Single(job.Parts.Single().Attempts);
        Assert.Equal(["leaving", "staying"], FarmApi.Executions(job).Select(execution => execution.Encoder));
        await farm.IsCleanAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_killed_coordinator_takes_the_result_when_it_is_back(bool backBeforeTheEnd)
    {
        await using var farm = await Farm.StartAsync(brokers);
        var first = farm.Coordinator();
        var encoder = farm.Encoder("alpha");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/long.mkv", Farm.LongFilm);
        await farm.Api.EncodingAsync("slow/long.mkv");
        var ffmpeg = Assert.Single(await encoder.EncodesAsync());

        await first.SignalAsync("KILL");
        await first.Ended;
        if (!backBeforeTheEnd)
        {
            await ProcessTable.DeadAsync(ffmpeg, Farm.Limit);
        }

        farm.Coordinator();

        await farm.AppearsAsync("archive", "slow", "long.mkv");
        Assert.Equal(["slow/long.mp4"], farm.Files("completed"));
        await farm.Api.ReadyAsync();
        Assert.Equal(ExecutionState.Accepted, Assert.Single(await farm.Api.ExecutionsAsync("slow/long.mkv")).State);
        Assert.Empty(await encoder.EncodesAsync());
        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task A_script_submits_by_plain_json_and_nonsense_harms_nobody()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var coordinator = farm.Coordinator("--Ingest:Watch=false");
        farm.Encoder("alpha");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("film.mkv", new ClipShape { Frames = 10 });

        foreach (var body in (string[])[
            "no json", "{}", "[]", """{"path": 7}""", """{"path": null}""", """{"path": "../film.mkv"}""", """{"path": "absent.mkv"}""",
            """{"path": "film.mkv", "profile": "none"}""", """{"path": "film.mkv", "priority": 1000}""",
            """{"path": "film.mkv", "profile": "h264", "priority": 5}"""])
        {
            await PublishAsync(farm.Host, body);
        }

        await farm.AppearsAsync("archive", "film.mkv");
        Assert.Equal(["film.mp4"], farm.Files("completed"));
        Assert.Equal(("h264", 5), Assert.Single(await farm.Api.JobsAsync()) is var job ? (job.Profile, job.Priority) : default);
        Assert.False(coordinator.Ended.IsCompleted);
        await Eventually.TrueAsync(
            async () => await farm.Host.QueueAsync(Queues.Submissions, Token) is { IsEmpty: true }, Farm.Limit, () => Task.FromResult(farm.State()));
    }

    private static Task<string> HashAsync(string path) => FileHash.Sha256Async(path, Token);

    private static async Task PublishAsync(BrokerVirtualHost host, string body)
    {
        await using var connection = await host.ConnectAsync(Token);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Token);
        await channel.BasicPublishAsync(
            "Transcoder.Contracts:SubmitJob", "", mandatory: true, new BasicProperties { ContentType = "application/json" }, Encoding.UTF8.GetBytes(body), Token);
    }
}
