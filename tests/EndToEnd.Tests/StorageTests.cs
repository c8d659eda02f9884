using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>A part of the storage goes away and comes back.</summary>
public sealed class StorageTests(BrokerFixture brokers)
{
    [Fact]
    public async Task Nothing_is_held_against_a_film_while_its_folder_is_away()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        await farm.Api.ReadyAsync();
        await farm.DropAsync("h264/film.mkv", new ClipShape { Frames = 10 });
        await Eventually.TrueAsync(async () => await AttemptsAsync(farm) is [AttemptState.Published], Farm.Limit, () => Task.FromResult(farm.State()));

        Directory.Move(farm.At("incoming"), farm.At("aside"));
        farm.Encoder("alpha");
        await Eventually.TrueAsync(
            async () => await farm.Api.ExecutionsAsync("h264/film.mkv") is [{ State: ExecutionState.Excused }], Farm.Limit, () => Task.FromResult(farm.State()));
        Assert.Equal([AttemptState.Ended, AttemptState.Pending], await AttemptsAsync(farm));
        Directory.Move(farm.At("aside"), farm.At("incoming"));

        await farm.AppearsAsync("archive", "h264", "film.mkv");
        Assert.Equal(
            [ExecutionState.Excused, ExecutionState.Accepted],
            (await farm.Api.ExecutionsAsync("h264/film.mkv")).Select(execution => execution.State));
        await farm.IsCleanAsync();
    }

    private static async Task<IReadOnlyList<AttemptState>> AttemptsAsync(Farm farm) =>
        [.. (await farm.Api.JobAsync("h264/film.mkv")).Parts.SelectMany(part => part.Attempts).Select(attempt => attempt.State)];
}
