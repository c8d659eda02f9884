using Transcoder.Contracts;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>The disk of an encoder's work folder is full, or takes nothing: no film suffers from it, and the encoder works again when there is room.</summary>
public sealed class EncoderDiskTests(BrokerFixture brokers)
{
    private const long DiskBytes = 32 << 20;
    private const long MinimumFreeBytes = 8 << 20;

    private static readonly string[] Films = ["a", "b", "c"];

    private static readonly string[] Settings = [$"--Encoder:MinimumFreeBytes={MinimumFreeBytes}", "--Encoder:ProbeInterval=00:00:02"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Films_are_made_elsewhere_until_its_disk_can_be_written(bool readOnly)
    {
        await using var farm = await Farm.StartAsync(brokers);
        await using var disk = await Mount.SmallDiskAsync(farm.WorkOf("full"), DiskBytes);
        await StartAsync(farm);

        await using var shut = Mount.ReadOnly(farm.WorkOf("full"));
        var filler = readOnly ? null : disk.Fill();
        if (readOnly)
        {
            await shut.BringAsync();
        }

        foreach (var film in Films)
        {
            await farm.DropAsync($"h264/{film}.mkv", Farm.SmallFilm);
        }

        Assert.Contains("work directory", await farm.Api.EncoderIsAsync("full", EncoderState.Unwell), StringComparison.Ordinal);
        var roomy = farm.Encoder("roomy");
        await Eventually.TrueAsync(() => farm.Files("archive").Count == Films.Length, Farm.Limit, farm.State);
        await shut.DisposeAsync();
        if (filler is not null)
        {
            File.Delete(filler);
        }

        await farm.Api.EncoderIsAsync("full", EncoderState.Ready);
        await roomy.SignalAsync("TERM");
        await roomy.Ended;
        await farm.DropAsync("h264/last.mkv", Farm.SmallFilm);
        await farm.AppearsAsync("archive", "h264", "last.mkv");

        Assert.Equal([.. Films.Select(film => $"h264/{film}.mp4"), "h264/last.mp4"], farm.Files("completed"));
        Assert.Empty(farm.Files("failed"));
        BlamesItself(await farm.Api.ExecutionsAsync(Films.Select(film => $"h264/{film}.mkv")));
        Assert.Equal(ExecutionState.Accepted, Assert.Single(await farm.Api.ExecutionsAsync("h264/last.mkv")).State);
        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task A_film_that_does_not_fit_waits_for_room()
    {
        await using var farm = await Farm.StartAsync(brokers);
        await using var disk = await Mount.SmallDiskAsync(farm.WorkOf("full"), DiskBytes);
        await StartAsync(farm);

        var filler = disk.Fill(leave: MinimumFreeBytes + (16 << 10));
        await farm.DropAsync("h264/film.mkv", Farm.LongFilm);
        await FailedAsync(farm, "h264/film.mkv");
        File.Delete(filler);

        await farm.AppearsAsync("archive", "h264", "film.mkv");
        Assert.Equal(["h264/film.mp4"], farm.Files("completed"));
        var executions = await farm.Api.ExecutionsAsync("h264/film.mkv");
        BlamesItself(executions.SkipLast(1));
        Assert.Equal(ExecutionState.Accepted, executions[^1].State);
        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task A_disk_that_fills_up_while_a_film_is_encoded_is_not_held_against_the_film()
    {
        await using var farm = await Farm.StartAsync(brokers);
        await using var disk = await Mount.SmallDiskAsync(farm.WorkOf("full"), DiskBytes);
        await StartAsync(farm);

        await farm.DropAsync("slow/film.mkv", Farm.LongFilm);
        await farm.Api.EncodingAsync("slow/film.mkv");
        disk.Fill();
        Assert.Contains("work directory", await farm.Api.EncoderIsAsync("full", EncoderState.Unwell), StringComparison.Ordinal);
        await FailedAsync(farm, "slow/film.mkv");
        farm.Encoder("roomy");

        await farm.AppearsAsync("archive", "slow", "film.mkv");
        Assert.Equal(["slow/film.mp4"], farm.Files("completed"));
        BlamesItself(await farm.Api.ExecutionsAsync("slow/film.mkv"));
        await farm.IsCleanAsync();
    }

    private static async Task StartAsync(Farm farm)
    {
        farm.Coordinator();
        var full = farm.EncoderWith("full", Settings);
        await farm.Api.ReadyAsync();
        await Eventually.TrueAsync(() => full.HasStarted, Farm.Limit, farm.State);
    }

    private static Task FailedAsync(Farm farm, string film) => Eventually.TrueAsync(
        async () => (await farm.Api.ExecutionsAsync(film)).Any(execution => execution.State == ExecutionState.Failed),
        Farm.Limit, () => Task.FromResult(farm.State()));

    /// <summary>The encoder that was full has failed, and said of each failure that it was its own; the other one has done the work.</summary>
    private static void BlamesItself(IEnumerable<ExecutionView> executions)
    {
        Assert.Contains(executions, execution => execution.Encoder == "full");
        Assert.All(executions, execution => Assert.Equal(
            execution.Encoder == "full" ? (ExecutionState.Failed, FailureKind.BadEncoder) : (ExecutionState.Accepted, default(FailureKind?)),
            (execution.State, execution.FailureKind)));
    }
}
