using Transcoder.Contracts;
using Transcoder.Media.Files;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>The farm over several processes: what goes in comes out, whatever happens to an encoder.</summary>
public sealed class FarmTests(BrokerFixture brokers)
{
    [Fact]
    public async Task A_dropped_film_comes_out_and_its_source_is_archived()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        farm.Encoder("alpha");
        farm.Encoder("beta");
        await farm.AppearsAsync("incoming", ".transcoder-id");

        await farm.DropAsync("h264/a film's.mkv", new ClipShape { Frames = 60 });
        await farm.AppearsAsync("archive", "h264", "a film's.mkv");

        var result = await Farm.ProbeAsync(farm.At("completed", "h264", "a film's.mp4"));
        Assert.Equal(("h264", "aac"), (result.MainVideo?.Codec, result.Streams[1].Codec));
        Assert.Equal(2.4, result.Duration!.Value.TotalSeconds, 0.05);
        Assert.Equal(await HashAsync(farm.Made("h264/a film's.mkv")), await HashAsync(farm.At("archive", "h264", "a film's.mkv")));
        await Eventually.TrueAsync(() => farm.Leftovers().Count == 0, Farm.Limit, farm.State);
    }

    [Fact]
    public async Task A_killed_encoder_loses_no_film_and_leaves_no_orphan()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        var doomed = farm.Encoder("doomed");
        await farm.AppearsAsync("incoming", ".transcoder-id");
        await farm.DropAsync("slow/long.mkv", Farm.LongFilm);
        var ffmpeg = await doomed.EncodingAsync();
        farm.Encoder("alpha");
        farm.Encoder("beta");
        await farm.DropAsync("h264/short.mkv");

        await doomed.SignalAsync("KILL");

        await ProcessTable.DeadAsync(ffmpeg);
        await farm.AppearsAsync("archive", "slow", "long.mkv");
        await farm.AppearsAsync("archive", "h264", "short.mkv");
        Assert.Equal(["h264/short.mp4", "slow/long.mp4"], farm.Results());
        await Eventually.TrueAsync(() => farm.Leftovers().Count == 0, Farm.Limit, farm.State);
    }

    [Fact]
    public async Task An_encoder_that_is_asked_to_stop_hands_its_order_back()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        var leaving = farm.Encoder("leaving");
        await farm.AppearsAsync("incoming", ".transcoder-id");
        await farm.DropAsync("slow/long.mkv", Farm.LongFilm);
        await leaving.EncodingAsync();

        await leaving.SignalAsync("TERM");
        await leaving.Ended;
        farm.Encoder("staying");

        await farm.AppearsAsync("archive", "slow", "long.mkv");
        Assert.Equal(["slow/long.mp4"], farm.Results());
        Assert.DoesNotContain(await farm.Host.QueueNamesAsync(TestContext.Current.CancellationToken), name => name == $"{Queues.Work}_error");
    }

    [Fact]
    public async Task A_killed_coordinator_takes_the_result_when_it_is_back()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var first = farm.Coordinator();
        var encoder = farm.Encoder("alpha");
        await farm.AppearsAsync("incoming", ".transcoder-id");
        await farm.DropAsync("slow/long.mkv", Farm.LongFilm);
        var ffmpeg = await encoder.EncodingAsync();

        await first.SignalAsync("KILL");
        await first.Ended;
        await ProcessTable.DeadAsync(ffmpeg);
        farm.Coordinator();

        await farm.AppearsAsync("archive", "slow", "long.mkv");
        Assert.Equal(["slow/long.mp4"], farm.Results());
        Assert.Empty(await encoder.EncodesAsync());
    }

    [Fact]
    public async Task The_commands_submit_show_cancel_and_retry()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        var encoder = farm.Encoder("alpha");
        await farm.AppearsAsync("incoming", ".transcoder-id");
        await farm.DropAsync("ignored-by-name/long.mkv", Farm.LongFilm);
        var ffmpeg = await encoder.EncodingAsync();

        var (_, jobs) = await farm.ClientAsync("jobs", "--json");
        var id = System.Text.Json.JsonDocument.Parse(jobs).RootElement.GetProperty("jobs")[0].GetProperty("id").GetString()!;
        var (cancelled, _) = await farm.ClientAsync("cancel", id);
        await ProcessTable.DeadAsync(ffmpeg);
        var (shown, text) = await farm.ClientAsync("job", id);
        var (retried, _) = await farm.ClientAsync("retry", id);
        var (encoders, names) = await farm.ClientAsync("encoders");

        Assert.Equal((0, 0, 0, 0), (cancelled, shown, retried, encoders));
        Assert.Contains("cancelled", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("alpha", names, StringComparison.Ordinal);
        Assert.True(File.Exists(farm.At("incoming", "ignored-by-name", "long.mkv")));
        await encoder.EncodingAsync();
    }

    private static Task<string> HashAsync(string path) => FileHash.Sha256Async(path, TestContext.Current.CancellationToken);
}
