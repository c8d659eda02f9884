using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>An encoder that stands still comes back while another one has its order.</summary>
public sealed class TwinTests(BrokerFixture brokers)
{
    [Fact]
    public async Task A_thawed_encoder_goes_on_and_the_one_that_took_its_order_stops()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator("--Dispatch:VanishAfter=01:00:00", "--Dispatch:Lease=01:00:00");
        var elder = farm.EncoderWith("elder", "--Encoder:StallLimit=01:00:00");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/film.mkv", Farm.LongFilm);
        await farm.Api.EncodingAsync("slow/film.mkv");
        var ffmpeg = Assert.Single(await elder.EncodesAsync());
        var younger = farm.EncoderWith("younger", "--Encoder:StallLimit=01:00:00");
        await elder.SignalAsync("STOP");
        await ProcessTable.SignalAsync(ffmpeg, "STOP");

        // The broker gives the order away when it misses the frozen one's heartbeats. Neither ffmpeg shall end before both are heard of.
        await farm.Api.EncodingAsync("slow/film.mkv", executions: 2);
        var second = Assert.Single(await younger.EncodesAsync());
        await ProcessTable.SignalAsync(second, "STOP");
        await elder.SignalAsync("CONT");

        await ProcessTable.DeadAsync(second, Farm.Limit);
        Assert.True(ProcessTable.IsAlive(ffmpeg));
        await ProcessTable.SignalAsync(ffmpeg, "CONT");
        await farm.IsDoneOnceAsync(
            "slow", "film", ("elder", ExecutionState.Accepted, null), ("younger", ExecutionState.Failed, FailureKind.Cancelled));
    }
}
