using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary><c>transcoder up</c> with a broker: a farm on a folder that other machines help.</summary>
public sealed class UpOverBrokerTests(BrokerFixture brokers)
{
    private static readonly string[] Films = ["one", "two", "three"];

    [Fact]
    public async Task Encoders_of_other_machines_join_a_farm_on_a_folder()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Up("--Encoder:Name=here");
        farm.Encoder("there");
        await farm.Api.ReadyAsync();
        await Eventually.TrueAsync(async () => (await farm.Api.EncodersAsync()).Count == 2, Farm.Limit, () => Task.FromResult(farm.State()));

        foreach (var name in Films)
        {
            await farm.DropAsync($"slow/{name}.mkv", new ClipShape { Frames = 100, Width = 64, Height = 48 });
        }

        await Eventually.TrueAsync(() => farm.Files("archive").Count == Films.Length, Farm.Limit, farm.State);

        Assert.Equal(Films.Length, farm.Files("completed").Count);
        var executions = await farm.Api.ExecutionsAsync(Films.Select(name => $"slow/{name}.mkv"));
        Assert.Equal(["here", "there"], executions.Select(execution => execution.Encoder).Distinct().Order(StringComparer.Ordinal));
        await farm.IsCleanAsync();
    }
}
