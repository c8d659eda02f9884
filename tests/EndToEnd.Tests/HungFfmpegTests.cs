using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>An ffmpeg stands still for good.</summary>
public sealed class HungFfmpegTests(BrokerFixture brokers)
{
    [Fact]
    public async Task It_is_ended_and_the_film_is_made_elsewhere()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        var encoder = farm.Encoder("alpha", new FfmpegDouble(farm.Tree.Folder("tools"), Farm.SmallFilm).Environment, "--Encoder:StallLimit=00:00:05");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("h264/film.mkv", new ClipShape { Frames = 250 });
        await farm.Api.EncodingAsync("h264/film.mkv");
        var ffmpeg = Assert.Single(await encoder.EncodesAsync());
        farm.Encoder("beta");

        await ProcessTable.SignalAsync(ffmpeg, "STOP");

        await ProcessTable.DeadAsync(ffmpeg, Farm.Limit);
        await farm.AppearsAsync("archive", "h264", "film.mkv");
        Assert.Equal(["h264/film.mp4"], farm.Files("completed"));
        Assert.Equal(
            [("alpha", ExecutionState.Failed, FailureKind.Stalled), ("beta", ExecutionState.Accepted, default(FailureKind?))],
            (await farm.Api.ExecutionsAsync("h264/film.mkv")).Select(execution => (execution.Encoder, execution.State, execution.FailureKind)));
        await farm.IsCleanAsync();
    }
}
