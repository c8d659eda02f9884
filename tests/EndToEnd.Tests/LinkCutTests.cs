using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>An encoder's network goes away for a minute, in the middle of an encode that goes on.</summary>
public sealed class LinkCutTests
{
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_encoder_that_is_alone_goes_on_and_its_result_is_the_only_one()
    {
        await using var cable = await NetworkCable.LayAsync();
        await using var broker = await LocalBroker.RunAsync(cable.Near, Token);
        await using var farm = await Farm.StartAsync(broker, cable);
        farm.Coordinator("--Dispatch:Lease=00:00:30");
        var ffmpeg = await EncodingBeyondAsync(farm, cable);

        // Even an encoder that was given up meanwhile is taken back.
        await CutAsync(cable, async () =>
        {
            await HasOrderBackAsync(farm);
            await IsAsync(farm, ExecutionState.Lost);
        });

        await IsAsync(farm, ExecutionState.Running);
        await ProcessTable.SignalAsync(ffmpeg, "CONT");
        await farm.IsDoneOnceAsync("slow", "film", ("elder", ExecutionState.Accepted, null));
    }

    [Fact]
    public async Task The_encoder_that_took_its_order_meanwhile_stops()
    {
        await using var cable = await NetworkCable.LayAsync();
        await using var broker = await LocalBroker.RunAsync(cable.Near, Token);
        await using var farm = await Farm.StartAsync(broker, cable);
        farm.Coordinator();
        var ffmpeg = await EncodingBeyondAsync(farm, cable);
        var younger = farm.EncoderWith("younger", "--Encoder:StallLimit=01:00:00");

        var second = 0;
        await CutAsync(cable, async () =>
        {
            await farm.Api.EncodingAsync("slow/film.mkv", executions: 2);
            second = Assert.Single(await younger.EncodesAsync());
            await ProcessTable.SignalAsync(second, "STOP");
        });

        await ProcessTable.DeadAsync(second, Farm.Limit);
        Assert.True(ProcessTable.IsAlive(ffmpeg));
        await ProcessTable.SignalAsync(ffmpeg, "CONT");
        await farm.IsDoneOnceAsync(
            "slow", "film", ("elder", ExecutionState.Accepted, null), ("younger", ExecutionState.Failed, FailureKind.Cancelled));
    }

    /// <summary>Has an encoder begin, and its ffmpeg stand still, so that the encode outlasts the cut, however fast this machine is.</summary>
    private static async Task<int> EncodingBeyondAsync(Farm farm, NetworkCable cable)
    {
        var encoder = farm.EncoderBeyond(cable, "elder", "--Encoder:StallLimit=01:00:00");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/film.mkv", Farm.LongFilm);
        await farm.Api.EncodingAsync("slow/film.mkv");
        var ffmpeg = Assert.Single(await encoder.EncodesAsync());
        await ProcessTable.SignalAsync(ffmpeg, "STOP");
        return ffmpeg;
    }

    /// <summary>Pulls the cable for as long as the cut is to be, or as what is looked for meanwhile takes.</summary>
    private static async Task CutAsync(NetworkCable cable, Func<Task> meanwhile)
    {
        await cable.PullAsync();
        await Task.WhenAll(Task.Delay(Cut, Token), meanwhile());
        await cable.PlugInAsync();
    }

    private static Task HasOrderBackAsync(Farm farm) => Eventually.TrueAsync(
        async () => await farm.Host.QueueAsync(Queues.Work, Token) is { Ready: 1 }, Farm.Limit, () => Task.FromResult(farm.State()));

    private static Task IsAsync(Farm farm, ExecutionState state) => Eventually.TrueAsync(
        async () => (await farm.Api.ExecutionsAsync("slow/film.mkv"))[0].State == state, Farm.Limit, () => Task.FromResult(farm.State()));
}
