using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>A coordinator is asked to stop at several steps of a film's way; the next one goes on there.</summary>
public sealed class CoordinatorStopTests(BrokerFixture brokers)
{
    [Theory]
    [InlineData("/incoming/")]
    [InlineData("/accepted/")]
    public async Task While_it_looks_at_a_film(string folder)
    {
        await using var farm = await Farm.StartAsync(brokers);
        var ffprobe = new ToolDouble(farm.Tree.Folder("tools"), "ffprobe");
        ffprobe.Hold(folder);
        var first = farm.Coordinator(ffprobe.Environment);
        farm.Encoder("alpha");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("h264/film.mkv", Farm.SmallFilm);
        await ffprobe.HeldAsync(Farm.Limit, farm.State);

        await GoesOnAsync(farm, first);
    }

    [Fact]
    public async Task While_an_encoder_works()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var ffmpeg = new ToolDouble(farm.Tree.Folder("tools"), "ffmpeg");
        var first = farm.Coordinator();
        farm.Encoder("alpha", ffmpeg.Environment);
        ffmpeg.Hold("-progress");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("h264/film.mkv", Farm.SmallFilm);
        await ffmpeg.HeldAsync(Farm.Limit, farm.State);

        await GoesOnAsync(farm, first, ffmpeg.Heal);
    }

    /// <summary>Has another coordinator take over, and proves that the film's one order was worked on once.</summary>
    private static async Task GoesOnAsync(Farm farm, TranscoderProcess first, Action? meanwhile = null)
    {
        await first.SignalAsync("TERM");
        Assert.Equal(0, (await first.Ended.WaitAsync(Farm.Limit, TestContext.Current.CancellationToken)).ExitCode);
        Assert.Empty(first.Descendants());
        Assert.Empty(farm.Files("completed"));
        meanwhile?.Invoke();
        farm.Coordinator();

        await farm.Api.ReadyAsync();
        await farm.IsDoneOnceAsync("h264", "film", ("alpha", ExecutionState.Accepted, null));
    }
}
