using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>An encoder is asked to stop at each step of its work.</summary>
public sealed class EncoderStopTests(BrokerFixture brokers)
{
    public static TheoryData<ExecutionPhase> Phases => new(HeldEncoder.Phases);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task Its_order_is_handed_on_and_done_once(ExecutionPhase phase)
    {
        await using var farm = await Farm.StartAsync(brokers);
        var (leaving, _) = await HeldEncoder.StartAsync(farm, "leaving", phase);

        await leaving.SignalAsync("TERM");

        Assert.Equal(0, (await leaving.Ended.WaitAsync(Farm.Limit, Token)).ExitCode);
        await Eventually.TrueAsync(
            async () => await farm.Host.QueueAsync(Queues.Work, Token) is { Ready: 1, Unacknowledged: 0 }, Farm.Limit, () => Task.FromResult(farm.State()));
        Assert.Empty(leaving.Descendants());
        Assert.Empty(Directory.GetFileSystemEntries(farm.WorkOf("leaving")));
        farm.Encoder("staying");
        await farm.IsDoneOnceAsync("h264", "film", ("leaving", ExecutionState.HandedBack, null), ("staying", ExecutionState.Accepted, null));
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task When_it_shall_drain_its_order_is_finished_first(ExecutionPhase phase)
    {
        await using var farm = await Farm.StartAsync(brokers);
        var (leaving, tool) = await HeldEncoder.StartAsync(farm, "leaving", phase, "--Encoder:StopMode=Drain");

        await leaving.SignalAsync("TERM");
        await farm.Api.EncoderIsAsync("leaving", EncoderState.Stopping);
        tool.Heal();

        Assert.Equal(0, (await leaving.Ended.WaitAsync(Farm.Limit, Token)).ExitCode);
        await farm.IsDoneOnceAsync("h264", "film", ("leaving", ExecutionState.Accepted, null));
    }

    [Fact]
    public async Task A_result_that_nobody_was_told_of_is_made_anew_and_counts_once()
    {
        await using var broker = await LocalBroker.RunAsync(Token);
        await using var farm = await Farm.StartAsync(broker);
        var (leaving, tool) = await HeldEncoder.StartAsync(farm, "leaving", ExecutionPhase.Pushing);
        await broker.PauseAsync(Token);
        tool.Heal();
        await Eventually.TrueAsync(() => farm.Files("work").Any(file => file.EndsWith(".mp4", StringComparison.Ordinal)), Farm.Limit, farm.State);

        await leaving.SignalAsync("TERM");
        var ended = await leaving.Ended.WaitAsync(Farm.Limit, Token);
        await broker.ResumeAsync(Token);

        Assert.Equal(0, ended.ExitCode);
        farm.Encoder("staying");
        await farm.AppearsAsync("archive", "h264", "film.mkv");
        Assert.Equal(["h264/film.mp4"], farm.Files("completed"));
        var job = await farm.Api.JobAsync("h264/film.mkv");
        Assert.Single(Assert.Single(job.Parts).Attempts);
        var last = FarmApi.Executions(job)[^1];
        Assert.Equal(("staying", ExecutionState.Accepted), (last.Encoder, last.State));
        await farm.IsCleanAsync();
    }
}
