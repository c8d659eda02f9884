using Transcoder.Contracts;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>A connection is lost while the bus sets up its queues, which leaves it waiting for ever.</summary>
public sealed class BusGuardTests(BrokerFixture brokers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_coordinator_whose_bus_hangs_starts_anew_and_finds_back()
    {
        await using var farm = await Farm.StartAsync(brokers);
        await using var cut = new SetupCut(farm.Host.AmqpUri, Queues.Results);
        var coordinator = farm.Coordinator($"--Broker:Url={cut.Uri}");

        await Eventually.TrueAsync(farm.Api.IsReadyAsync, Limit, () => Task.FromResult(farm.State()));

        Assert.True(cut.HasCut);
        Assert.False(coordinator.Ended.IsCompleted);
    }
}
