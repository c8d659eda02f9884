using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Encoder.Testing;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>An encoder is killed at each step of its work, and once more, and once more.</summary>
public sealed class EncoderCrashTests(BrokerFixture brokers)
{
    private const int Killed = 137;

    // After as many returns the broker gives an order up.
    private const int MostDoomed = 18;

    /// <summary>One film has them all die, each a step further than the one before.</summary>
    [Fact]
    public async Task Killed_encoders_leave_their_order_and_nothing_else()
    {
        var points = Enum.GetValues<CrashPoint>();
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator($"--Dispatch:PoisonAfter={points.Length + 1}");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("h264/film.mkv", new ClipShape { Frames = 100 });
        string? left = null;
        foreach (var point in points)
        {
            var doomed = farm.EncoderWith("machine", $"--Testing:EncoderCrashAt={point}");

            var ended = await doomed.Ended.WaitAsync(Farm.Limit, TestContext.Current.CancellationToken);
            Assert.True(ended.ExitCode == Killed, $"{point}: {ended}: {farm.State()}");
            await Eventually.TrueAsync(() => doomed.Descendants().Count == 0, Farm.Limit, () => string.Join(", ", doomed.Descendants().Select(ProcessTable.Name)));

            // Its own files only: it has removed those of the one before it.
            var own = Assert.Single(Directory.GetDirectories(farm.WorkOf("machine")));
            Assert.NotEqual(left, own);
            left = own;
        }

        farm.Encoder("machine");

        await farm.AppearsAsync("archive", "h264", "film.mkv");
        Assert.Equal(["h264/film.mp4"], farm.Files("completed"));
        await farm.IsCleanAsync();
        Assert.False(Directory.Exists(left));
        var job = await farm.Api.JobAsync("h264/film.mkv");
        Assert.Single(Assert.Single(job.Parts).Attempts);
        Assert.Single(FarmApi.Executions(job), execution => execution.State == ExecutionState.Accepted);

        // The last one had reported: its order may be begun anew before the result is proven.
        Assert.InRange(FarmApi.Executions(job).Count, points.Length, points.Length + 1);
    }

    [Fact]
    public async Task An_order_that_ends_every_encoder_is_put_aside_and_the_next_film_comes_out()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator("--Dispatch:VanishAfter=00:00:05", "--Dispatch:PoisonAfter=3");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("h264/poison.mkv", new ClipShape { Frames = 100 });
        for (var number = 0; !File.Exists(farm.At("failed", "h264", "poison.mkv")); number++)
        {
            // Who dies right after the coordinator's start does not count, and the last one gets the order only when it is there before the
            // coordinator has missed the one before it.
            Assert.InRange(number, 0, MostDoomed);
            var doomed = farm.EncoderWith($"doomed-{number % 3}", $"--Testing:EncoderCrashAt={CrashPoint.Encoding}");
            await Eventually.TrueAsync(
                () => doomed.Ended.IsCompleted || File.Exists(farm.At("failed", "h264", "poison.mkv")), Farm.Limit, farm.State);
            await farm.EndAsync(doomed);
        }

        await farm.AppearsAsync("failed", "h264", "poison.mkv.h264.report.txt");
        Assert.Equal(FailureKind.Poison, (await farm.Api.JobAsync("h264/poison.mkv")).Job.FailureKind);
        Assert.Equal(["h264/poison.mkv", "h264/poison.mkv.h264.report.txt"], farm.Files("failed"));
        await farm.DropAsync("h264/good.mkv", new ClipShape { Frames = 10 });
        farm.Encoder("delta");
        await farm.AppearsAsync("archive", "h264", "good.mkv");
        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task Three_encoders_that_stop_in_order_are_not_held_against_the_film()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator("--Dispatch:VanishAfter=00:00:05", "--Dispatch:PoisonAfter=1");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/film.mkv", Farm.LongFilm);
        for (var times = 1; times <= 3; times++)
        {
            var leaving = farm.Encoder("leaving");
            await farm.Api.EncodingAsync("slow/film.mkv", executions: times);
            await leaving.SignalAsync("TERM");
            Assert.Equal(0, (await leaving.Ended).ExitCode);
        }

        farm.Encoder("staying");
        await farm.AppearsAsync("archive", "slow", "film.mkv");

        var executions = await farm.Api.ExecutionsAsync("slow/film.mkv");
        Assert.Equal(
            [ExecutionState.HandedBack, ExecutionState.HandedBack, ExecutionState.HandedBack, ExecutionState.Accepted],
            executions.Select(execution => execution.State));
        await farm.IsCleanAsync();
    }
}
