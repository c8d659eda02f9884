using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>An encoder is asked to stop at each step of its work.</summary>
public sealed class EncoderStopTests(BrokerFixture brokers)
{
    private const string Film = "h264/film.mkv";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One film that each of them takes over from the one before it, and brings a step further.</summary>
    [Fact]
    public async Task Its_order_is_handed_on_and_done_once()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        await farm.Api.ReadyAsync();
        await farm.DropAsync(Film, Farm.SmallFilm);
        foreach (var phase in HeldEncoder.Phases)
        {
            var leaving = HeldEncoder.Start(farm, $"{phase}", phase);
            await leaving.HeldAsync(Film);

            await leaving.Process.SignalAsync("TERM");

            Assert.Equal(0, (await leaving.Process.Ended.WaitAsync(Farm.Limit, Token)).ExitCode);
            await Eventually.TrueAsync(
                async () => await farm.Host.QueueAsync(Queues.Work, Token) is { Ready: 1, Unacknowledged: 0 }, Farm.Limit, () => Task.FromResult(farm.State()));
            Assert.Empty(leaving.Process.Descendants());
            Assert.Empty(Directory.GetFileSystemEntries(farm.WorkOf($"{phase}")));
        }

        farm.Encoder("staying");
        await farm.IsDoneOnceAsync(
            "h264", "film",
            [.. HeldEncoder.Phases.Select(phase => ($"{phase}", ExecutionState.HandedBack, default(FailureKind?))), ("staying", ExecutionState.Accepted, null)]);
    }

    [Fact]
    public async Task When_it_shall_drain_its_order_is_finished_first()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator();
        await farm.Api.ReadyAsync();
        foreach (var phase in HeldEncoder.Phases)
        {
            var film = $"h264/{phase}.mkv";
            await farm.DropAsync(film, Farm.SmallFilm);
            var leaving = HeldEncoder.Start(farm, $"{phase}", phase, "--Encoder:StopMode=Drain");
            await leaving.HeldAsync(film);

            await leaving.Process.SignalAsync("TERM");
            await farm.Api.EncoderIsAsync($"{phase}", EncoderState.Stopping);
            leaving.Tool.Heal();

            Assert.Equal(0, (await leaving.Process.Ended.WaitAsync(Farm.Limit, Token)).ExitCode);
            await farm.AppearsAsync("archive", "h264", $"{phase}.mkv");
            var execution = Assert.Single(await farm.Api.ExecutionsAsync(film));
            Assert.Equal(($"{phase}", ExecutionState.Accepted), (execution.Encoder, execution.State));
        }

        Assert.Equal(HeldEncoder.Phases.Select(phase => $"h264/{phase}.mp4").Order(StringComparer.Ordinal), farm.Files("completed"));
        await farm.IsCleanAsync();
    }

    /// <summary>Nor does the coordinator hold it against the film that the encoder was gone without a word.</summary>
    [Fact]
    public async Task A_result_that_nobody_was_told_of_is_made_anew_and_counts_once()
    {
        await using var broker = await LocalBroker.RunAsync(Token);
        await using var farm = await Farm.StartAsync(broker);
        var coordinator = farm.Coordinator("--Dispatch:PoisonAfter=1", "--Dispatch:Lease=00:00:10", "--Dispatch:VanishAfter=00:00:05");
        await farm.Api.ReadyAsync();
        await farm.DropAsync(Film, Farm.SmallFilm);
        var leaving = HeldEncoder.Start(farm, "leaving", ExecutionPhase.Pushing);
        await leaving.HeldAsync(Film);
        await broker.PauseAsync(Token);
        leaving.Tool.Heal();
        await Eventually.TrueAsync(() => farm.Files("work").Any(file => file.EndsWith(".mp4", StringComparison.Ordinal)), Farm.Limit, farm.State);

        await leaving.Process.SignalAsync("TERM");
        var ended = await leaving.Process.Ended.WaitAsync(Farm.Limit, Token);
        await Eventually.TrueAsync(
            () => coordinator.Output.Any(line => line.Contains("The broker is out of reach", StringComparison.Ordinal)), Farm.Limit, farm.State);
        await broker.ResumeAsync(Token);

        Assert.Equal(0, ended.ExitCode);
        var staying = HeldEncoder.Start(farm, "staying", ExecutionPhase.Encoding);
        await staying.HeldAsync(Film);
        await Eventually.TrueAsync(
            async () => (await farm.Api.ExecutionsAsync(Film))[0].State != ExecutionState.Running, Farm.Limit, () => Task.FromResult(farm.State()));
        staying.Tool.Heal();
        await farm.IsDoneOnceAsync("h264", "film", ("leaving", ExecutionState.Lost, null), ("staying", ExecutionState.Accepted, null));
    }
}
