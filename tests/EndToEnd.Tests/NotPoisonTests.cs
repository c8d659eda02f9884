using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>A good film has bad luck again and again, without being to blame for it.</summary>
public sealed class NotPoisonTests
{
    /// <summary>One more than the broker's delivery limit allows.</summary>
    private const int Returns = 21;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_that_is_handed_back_until_the_broker_gives_it_up_is_made_again_and_done()
    {
        await using var broker = await LocalBroker.RunAsync(Token);
        await using var farm = await Farm.StartAsync(broker);
        farm.Coordinator("--Dispatch:VanishAfter=00:00:05", "--Dispatch:PoisonAfter=1");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("h264/unlucky.mkv", Farm.SmallFilm);

        foreach (var returns in (int[])[7, 7, Returns - 14])
        {
            await HandBackAsync(farm, returns);
            await broker.StopAsync(Token);
            await broker.StartAsync(Token);
        }

        await farm.DropAsync("h264/other.mkv", Farm.SmallFilm);
        farm.Encoder("real");

        await farm.AppearsAsync("archive", "h264", "other.mkv");
        await farm.AppearsAsync("archive", "h264", "unlucky.mkv");
        Assert.Equal(["h264/other.mp4", "h264/unlucky.mp4"], farm.Files("completed"));
        Assert.Empty(farm.Files("failed"));
        var unlucky = await farm.Api.JobAsync("h264/unlucky.mkv");
        Assert.Equal(2, Assert.Single(unlucky.Parts).Attempts.Count);
        Assert.Equal(
            [.. Enumerable.Repeat(ExecutionState.HandedBack, Returns), ExecutionState.Accepted], FarmApi.Executions(unlucky).Select(execution => execution.State));
        Assert.Equal(ExecutionState.Accepted, Assert.Single(await farm.Api.ExecutionsAsync("h264/other.mkv")).State);
        await farm.IsCleanAsync();
    }

    private static async Task HandBackAsync(Farm farm, int times)
    {
        await using var encoder = await HandMadeEncoder.ConnectAsync(farm);
        for (var time = 0; time < times; time++)
        {
            await encoder.HandBackAsync(await encoder.TakeAsync());
        }
    }
}
