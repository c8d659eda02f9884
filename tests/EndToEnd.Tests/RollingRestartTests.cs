using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>All encoders are replaced, one after the other, while there is work for all of them.</summary>
public sealed class RollingRestartTests(BrokerFixture brokers)
{
    private static readonly ClipShape Film = new() { Frames = 100, Width = 640, Height = 360, AudioCodec = null };

    private static readonly string[] Encoders = ["alpha", "beta", "gamma"];

    private static readonly string[] Films = ["a", "b", "c", "d", "e", "f"];

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_held_against_anybody()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        var encoders = Encoders.Select(farm.Encoder).ToList();
        await farm.Api.ReadyAsync();
        foreach (var film in Films)
        {
            await farm.DropAsync($"slow/{film}.mkv", Film);
        }

        foreach (var encoder in encoders)
        {
            await Eventually.TrueAsync(async () => encoder.Ended.IsCompleted || (await encoder.EncodesAsync()).Count == 1, Farm.Limit, () => Task.FromResult(farm.State()));
            await encoder.SignalAsync("TERM");
            Assert.Equal(0, (await encoder.Ended).ExitCode);
            farm.Encoder(Encoders[encoders.IndexOf(encoder)]);
        }

        await Eventually.TrueAsync(() => farm.Files("archive").Count == Films.Length, Farm.Limit, farm.State);
        Assert.Equal(Films.Select(film => $"slow/{film}.mp4"), farm.Files("completed"));
        var executions = new List<ExecutionState>();
        foreach (var film in Films)
        {
            var job = await farm.Api.JobAsync($"slow/{film}.mkv");
            Assert.Single(Assert.Single(job.Parts).Attempts);
            executions.AddRange(FarmApi.Executions(job).Select(execution => execution.State));
        }

        Assert.Equal(Films.Length, executions.Count(state => state == ExecutionState.Accepted));
        Assert.Equal(Encoders.Length, executions.Count(state => state == ExecutionState.HandedBack));
        Assert.Equal(Films.Length + Encoders.Length, executions.Count);
        await farm.IsCleanAsync();
    }
}
