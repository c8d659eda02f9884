using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>The coordinator is away, or stands still, for longer than the lease, in the middle of an encode that goes on.</summary>
public sealed class CoordinatorOutageTests(BrokerFixture brokers)
{
    private const string Lease = "--Dispatch:Lease=00:00:10";

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(25);

    // Sooner than the lease, later than the first turn of who watches it.
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_is_given_up(bool killed)
    {
        await using var farm = await Farm.StartAsync(brokers);
        var coordinator = farm.Coordinator(Lease);
        var encoder = farm.EncoderWith("alpha", "--Encoder:StallLimit=01:00:00");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/film.mkv", Farm.LongFilm);
        await farm.Api.EncodingAsync("slow/film.mkv");
        var ffmpeg = Assert.Single(await encoder.EncodesAsync());
        await ProcessTable.SignalAsync(ffmpeg, "STOP");

        await coordinator.SignalAsync(killed ? "KILL" : "STOP");
        await Task.Delay(Outage, Token);
        if (killed)
        {
            // The new one has looked for silent ones before it has heard of anybody.
            await encoder.SignalAsync("STOP");
            await farm.Host.PurgeAsync(Queues.Heartbeats, Token);
            farm.Coordinator(Lease);
            await farm.Api.ReadyAsync();
            await Task.Delay(FirstLook, Token);
            await encoder.SignalAsync("CONT");
        }
        else
        {
            await coordinator.SignalAsync("CONT");
        }

        await farm.Api.ReadyAsync();
        await farm.Api.EncoderIsAsync("alpha", EncoderState.Ready);
        await ProcessTable.SignalAsync(ffmpeg, "CONT");
        await farm.IsDoneOnceAsync("slow", "film", ("alpha", ExecutionState.Accepted, null));
        Assert.DoesNotContain(
            (await farm.Api.JobAsync("slow/film.mkv")).Timeline, entry => entry.Text.Contains("fell silent", StringComparison.Ordinal));
    }
}
