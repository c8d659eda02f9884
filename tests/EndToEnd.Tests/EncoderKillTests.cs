using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Encoder.Testing;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>An encoder is killed at each step of its work while another one is idle, which takes its order. The output of each test tells how soon.</summary>
public sealed class EncoderKillTests(BrokerFixture brokers)
{
    public static TheoryData<ExecutionPhase> Phases => new(HeldEncoder.Phases);

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task In_a_phase(ExecutionPhase phase)
    {
        await using var farm = await Farm.StartAsync(brokers);
        var (doomed, _) = await HeldEncoder.StartAsync(farm, "doomed", phase);
        await IdleAsync(farm);

        var killed = Now();
        await doomed.SignalAsync("KILL");

        await Eventually.TrueAsync(() => doomed.Descendants().Count == 0, Farm.Limit, () => string.Join(", ", doomed.Descendants().Select(ProcessTable.Name)));
        await farm.IsDoneOnceAsync("h264", "film", ("doomed", ExecutionState.Lost, null), ("idle", ExecutionState.Accepted, null));
        await TellAsync(farm, phase, killed);
    }

    [Fact]
    public async Task Between_push_and_report()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var killed = await DieBehindPushAsync(farm, CrashPoint.Pushed);

        await farm.IsDoneOnceAsync("h264", "film", ("doomed", ExecutionState.Lost, null), ("idle", ExecutionState.Accepted, null));
        await TellAsync(farm, CrashPoint.Pushed, killed);
    }

    /// <summary>The result is known by then: whether the order is begun anew before it is proven does not matter.</summary>
    [Fact]
    public async Task Between_report_and_acknowledgement()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var killed = await DieBehindPushAsync(farm, CrashPoint.Reported);

        await farm.AppearsAsync("archive", "h264", "film.mkv");
        Assert.Equal(["h264/film.mp4"], farm.Files("completed"));
        var job = await farm.Api.JobAsync("h264/film.mkv");
        Assert.Single(Assert.Single(job.Parts).Attempts);
        Assert.Single(FarmApi.Executions(job), execution => execution.State == ExecutionState.Accepted);
        await farm.IsCleanAsync();
        await TellAsync(farm, CrashPoint.Reported, killed);
    }

    /// <summary>Holds an encoder before its push until another one is idle, and lets it go on to where it dies.</summary>
    /// <returns>When it was dead.</returns>
    private static async Task<DateTimeOffset> DieBehindPushAsync(Farm farm, CrashPoint point)
    {
        var (doomed, rsync) = await HeldEncoder.StartAsync(farm, "doomed", ExecutionPhase.Pushing, $"--Testing:EncoderCrashAt={point}");
        await IdleAsync(farm);
        rsync.Heal();
        await doomed.Ended.WaitAsync(Farm.Limit, TestContext.Current.CancellationToken);
        return Now();
    }

    private static async Task IdleAsync(Farm farm)
    {
        farm.Encoder("idle");
        await farm.Api.EncoderIsAsync("idle", EncoderState.Ready);
    }

    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();

    /// <summary>By the coordinator's clock, which is this machine's.</summary>
    private static async Task TellAsync<TStep>(Farm farm, TStep step, DateTimeOffset killed)
    {
        var next = (await farm.Api.ExecutionsAsync("h264/film.mkv")).FirstOrDefault(execution => execution.Encoder == "idle");
        var text = next is null ? "not begun anew" : string.Create(CultureInfo.InvariantCulture, $"{(next.StartedAt - killed).TotalMilliseconds:0} ms");
        TestContext.Current.TestOutputHelper?.WriteLine($"Killed at {step}: the idle encoder began after {text}");
    }
}
