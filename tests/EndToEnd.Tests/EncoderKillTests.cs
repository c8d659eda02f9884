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
    private const string Film = "h264/film.mkv";

    /// <summary>One film that each of them takes over from the one before it, and brings a step further.</summary>
    [Fact]
    public async Task In_each_phase()
    {
        var phases = HeldEncoder.Phases;
        await using var farm = await Farm.StartAsync(brokers);
        await DropAsync(farm, $"--Dispatch:PoisonAfter={phases.Length + 1}");
        var doomed = HeldEncoder.Start(farm, $"{phases[0]}", phases[0]);
        for (var step = 0; step < phases.Length; step++)
        {
            await doomed.HeldAsync(Film);
            var next = step + 1 < phases.Length ? HeldEncoder.Start(farm, $"{phases[step + 1]}", phases[step + 1]) : null;
            var idle = next is null ? "idle" : $"{phases[step + 1]}";
            if (next is null)
            {
                farm.Encoder(idle);
            }

            await farm.Api.EncoderIsAsync(idle, EncoderState.Ready);
            var killed = Now();
            await doomed.Process.SignalAsync("KILL");

            await Eventually.TrueAsync(
                () => doomed.Process.Descendants().Count == 0, Farm.Limit, () => string.Join(", ", doomed.Process.Descendants().Select(ProcessTable.Name)));
            await Eventually.TrueAsync(
                async () => (await farm.Api.ExecutionsAsync(Film)).Any(execution => execution.Encoder == idle), Farm.Limit, () => Task.FromResult(farm.State()));
            await TellAsync(farm, phases[step], killed, idle);
            doomed = next ?? doomed;
        }

        await farm.IsDoneOnceAsync(
            "h264", "film",
            [.. phases.Select(phase => ($"{phase}", ExecutionState.Lost, default(FailureKind?))), ("idle", ExecutionState.Accepted, null)]);
    }

    [Fact]
    public async Task Between_push_and_report()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var killed = await DieBehindPushAsync(farm, CrashPoint.Pushed);

        await farm.IsDoneOnceAsync("h264", "film", ("doomed", ExecutionState.Lost, null), ("idle", ExecutionState.Accepted, null));
        await TellAsync(farm, CrashPoint.Pushed, killed, "idle");
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
        await TellAsync(farm, CrashPoint.Reported, killed, "idle");
    }

    /// <summary>Holds an encoder before its push until another one is idle, and lets it go on to where it dies.</summary>
    /// <returns>When it was dead.</returns>
    private static async Task<DateTimeOffset> DieBehindPushAsync(Farm farm, CrashPoint point)
    {
        await DropAsync(farm);
        var doomed = HeldEncoder.Start(farm, "doomed", ExecutionPhase.Pushing, $"--Testing:EncoderCrashAt={point}");
        await doomed.HeldAsync(Film);
        farm.Encoder("idle");
        await farm.Api.EncoderIsAsync("idle", EncoderState.Ready);
        doomed.Tool.Heal();
        await doomed.Process.Ended.WaitAsync(Farm.Limit, TestContext.Current.CancellationToken);
        return Now();
    }

    private static async Task DropAsync(Farm farm, params string[] settings)
    {
        farm.Coordinator(settings);
        await farm.Api.ReadyAsync();
        await farm.DropAsync(Film, Farm.SmallFilm);
    }

    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();

    /// <summary>By the coordinator's clock, which is this machine's.</summary>
    private static async Task TellAsync<TStep>(Farm farm, TStep step, DateTimeOffset killed, string idle)
    {
        var next = (await farm.Api.ExecutionsAsync(Film)).FirstOrDefault(execution => execution.Encoder == idle);
        var text = next is null ? "not begun anew" : string.Create(CultureInfo.InvariantCulture, $"{(next.StartedAt - killed).TotalMilliseconds:0} ms");
        TestContext.Current.TestOutputHelper?.WriteLine($"Killed at {step}: the idle encoder began after {text}");
    }
}
