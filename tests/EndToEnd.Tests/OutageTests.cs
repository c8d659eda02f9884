using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>The broker is away for longer than the lease, in the middle of an encode that goes on.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_broker_that_stands_still_for_a_minute_costs_no_second_encode() => SurvivesAsync(async broker =>
    {
        await broker.PauseAsync(Token);
        await Task.Delay(Outage, Token);
        await broker.ResumeAsync(Token);
    });

    [Fact]
    public Task A_broker_that_is_killed_and_stays_away_for_a_minute_costs_no_second_encode() => SurvivesAsync(async broker =>
    {
        await broker.KillAsync(Token);
        await Task.Delay(Outage, Token);
        await broker.StartAsync(Token);
    });

    private static async Task SurvivesAsync(Func<IBroker, Task> outage)
    {
        await using var broker = await BrokerFixture.RunAsync(BrokerKind.Local, Token);
        await using var farm = await Farm.StartAsync(broker);
        farm.Coordinator("--Dispatch:Lease=00:00:30");
        var encoder = farm.EncoderWith("alpha", "--Encoder:StallLimit=01:00:00");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/film.mkv", Farm.LongFilm);
        await farm.Api.EncodingAsync("slow/film.mkv");

        // The encode shall outlast the outage, however fast this machine is.
        var ffmpeg = Assert.Single(await encoder.EncodesAsync());
        await ProcessTable.SignalAsync(ffmpeg, "STOP");
        await outage(broker);
        await ProcessTable.SignalAsync(ffmpeg, "CONT");

        await farm.IsDoneOnceAsync("slow", "film", ("alpha", ExecutionState.Accepted, null));
    }
}
