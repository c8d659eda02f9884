using RabbitMQ.Client;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests.Recovery;

/// <summary>One film is being encoded and one waits when everything fails at once, the broker included.</summary>
public sealed class RestartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_is_killed_and_started_in_another_order()
    {
        Assert.SkipUnless(LocalBroker.Available().Exists, LocalBroker.Available().Reason);
        await using var broker = await LocalBroker.RunAsync(Token);
        await using var farm = await Farm.StartAsync(broker.Root);
        var coordinator = farm.Coordinator();
        var encoder = farm.Encoder("alpha");
        await EncodeOneAndLetOneWaitAsync(farm);

        await Task.WhenAll(coordinator.SignalAsync("KILL"), encoder.SignalAsync("KILL"), broker.KillAsync(Token));
        await Task.WhenAll(coordinator.Ended, encoder.Ended);
        farm.Encoder("beta");
        farm.Coordinator();
        await broker.StartAsync(Token);

        await EndAsync(farm);
        Assert.Single(FarmApi.Executions(await farm.Api.JobAsync("h264/waits.mkv")));
        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task The_data_of_the_broker_are_wiped()
    {
        Assert.SkipUnless(LocalBroker.Available().Exists, LocalBroker.Available().Reason);
        await using var broker = await LocalBroker.RunAsync(Token);
        await using var farm = await Farm.StartAsync(broker.Root);
        farm.Coordinator("--Dispatch:LostOrderCheck=00:00:02");
        farm.Encoder("alpha");
        await EncodeOneAndLetOneWaitAsync(farm);

        await broker.KillAsync(Token);
        Directory.Delete(Path.Combine(broker.Folder, "data"), recursive: true);
        await broker.StartAsync(Token);

        await EndAsync(farm);
        foreach (var (film, orders) in new[] { ("slow/long.mkv", 1), ("h264/waits.mkv", 2) })
        {
            var job = await farm.Api.JobAsync(film);
            Assert.Equal((orders, 1), (job.Parts.Single().Attempts.Count, FarmApi.Executions(job).Count));
        }

        await farm.IsCleanAsync();
    }

    /// <summary>The same in little: the queue is emptied while coordinator and broker live.</summary>
    [Fact]
    public async Task The_queue_is_purged()
    {
        Assert.SkipUnless(LocalBroker.Available().Exists, LocalBroker.Available().Reason);
        await using var broker = await LocalBroker.RunAsync(Token);
        await using var farm = await Farm.StartAsync(broker.Root);
        farm.Coordinator("--Dispatch:LostOrderCheck=00:00:03");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("h264/film.mkv", Farm.SmallFilm);
        await WaitsAsync(farm);

        await using (var connection = await farm.Host.ConnectAsync(Token))
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
            Assert.Equal(1u, await channel.QueuePurgeAsync(Queues.Work, Token));
        }

        await WaitsAsync(farm);
        farm.Encoder("alpha");

        await farm.AppearsAsync("archive", "h264", "film.mkv");
        var job = await farm.Api.JobAsync("h264/film.mkv");
        Assert.Equal((2, 1), (job.Parts.Single().Attempts.Count, FarmApi.Executions(job).Count));
        await farm.IsCleanAsync();
    }

    private static async Task EncodeOneAndLetOneWaitAsync(Farm farm)
    {
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/long.mkv", Farm.LongFilm);
        await farm.Api.EncodingAsync("slow/long.mkv");
        await farm.DropAsync("h264/waits.mkv", Farm.SmallFilm);
        await WaitsAsync(farm);
    }

    private static Task WaitsAsync(Farm farm) => Eventually.TrueAsync(
        async () => await farm.Host.QueueAsync(Queues.Work, Token) is { Ready: 1 }, Farm.Limit, () => Task.FromResult(farm.State()));

    private static async Task EndAsync(Farm farm)
    {
        await farm.Api.ReadyAsync();
        await Eventually.TrueAsync(() => farm.Files("archive").Count == 2, Farm.Limit, farm.State);
        Assert.Equal(["h264/waits.mp4", "slow/long.mp4"], farm.Files("completed"));
        foreach (var film in new[] { "h264/waits.mkv", "slow/long.mkv" })
        {
            Assert.Single(FarmApi.Executions(await farm.Api.JobAsync(film)), execution => execution.State == ExecutionState.Accepted);
        }
    }
}
