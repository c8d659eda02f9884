using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>The broker is away for longer than the lease, in the middle of an encode that goes on.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(75);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_broker_that_stands_still_for_a_minute_costs_no_second_encode() =>
        SurvivesAsync(broker => broker.PauseAsync(Token), broker => broker.ResumeAsync(Token));

    [Fact]
    public Task A_broker_that_is_killed_and_stays_away_for_a_minute_costs_no_second_encode() =>
        SurvivesAsync(broker => broker.KillAsync(Token), broker => broker.StartAsync(Token));

    private static async Task SurvivesAsync(Func<IBroker, Task> begin, Func<IBroker, Task> end)
    {
        await using var broker = await BrokerFixture.RunAsync(BrokerKind.Local, Token);
        await using var farm = await Farm.StartAsync(broker);
        // Longer than it takes to see that a broker is away which stands still: 30 to 45 s.
        farm.Coordinator("--Dispatch:Lease=00:01:00");
        // With a slot that is free for the order, should it be taken for another one when it comes back.
        var encoder = farm.EncoderWith("alpha", "--Encoder:StallLimit=01:00:00", "--Encoder:Slots=2");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/film.mkv", Farm.LongFilm);
        await farm.Api.EncodingAsync("slow/film.mkv");

        // The encode shall outlast the outage, and meet its order when that comes back, however fast this machine is.
        var ffmpeg = Assert.Single(await encoder.EncodesAsync());
        await ProcessTable.SignalAsync(ffmpeg, "STOP");
        await begin(broker);
        await Task.Delay(Outage, Token);
        var meanwhile = (await farm.Api.ExecutionsAsync("slow/film.mkv")).Select(execution => execution.State);
        await end(broker);
        await Eventually.TrueAsync(
            async () => await farm.Host.QueueAsync(Queues.Work, Token) is { Ready: 0, Unacknowledged: 1 }, Farm.Limit, () => Task.FromResult(farm.State()));
        await ProcessTable.SignalAsync(ffmpeg, "CONT");

        await farm.IsDoneOnceAsync("slow", "film", ("alpha", ExecutionState.Accepted, null));
        Assert.Equal([ExecutionState.Running], meanwhile);
    }
}
