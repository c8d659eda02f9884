using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests.Recovery;

/// <summary>A coordinator that dies before or behind what a message tells gets the message again, and nothing happens twice.</summary>
public sealed class CrashOverBrokerTests(BrokerFixture brokers)
{
    private static readonly CrashPoint[] WhileItEncodes = [CrashPoint.OrderPublished, CrashPoint.StartReceived, CrashPoint.StartNoted];

    private static readonly CrashPoint[] BehindItsEnd = [CrashPoint.ResultReceived, CrashPoint.ResultNoted];

    private readonly List<CrashPoint> _died = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_an_encoder_goes_on()
    {
        await using var farm = await Farm.StartAsync(brokers);
        // A result that waits beside the start may be heard before it, and no coordinator would die of it later.
        var encoder = HeldEncoder.Start(farm, "alpha", ExecutionPhase.Encoding);
        await farm.DropAsync("h264/film.mkv", Farm.SmallFilm);
        foreach (var point in WhileItEncodes)
        {
            await farm.Coordinator(Crashes.At(point)).DiesAtAsync(point, farm.State);
        }

        encoder.Tool.Heal();
        foreach (var point in BehindItsEnd)
        {
            await farm.Coordinator(Crashes.At(point)).DiesAtAsync(point, farm.State);
        }

        farm.Coordinator();

        await farm.Api.ReadyAsync();
        await farm.IsDoneOnceAsync("h264", "film", ("alpha", ExecutionState.Accepted, null));
    }

    [Fact]
    public async Task While_messages_come_of_one_job()
    {
        await using var farm = await Farm.StartAsync(brokers);
        await farm.DropAsync("h264/film.mkv", Farm.SmallFilm);
        await using var encoder = await HandMadeEncoder.ConnectAsync(farm);

        await DieAsync(farm, CrashPoint.SubmissionReceived, () => encoder.SubmitAsync("h264/film.mkv"));
        await DieAsync(farm, CrashPoint.SubmissionTaken);
        await DieAsync(farm, CrashPoint.HandBackReceived, async () => await encoder.HandBackAsync(await encoder.TakeAsync(1)));
        await DieAsync(farm, CrashPoint.HandBackNoted);
        await DieAsync(farm, CrashPoint.DeclineReceived, async () => await encoder.DeclineAsync(await encoder.TakeAsync(1)));
        await DieAsync(farm, CrashPoint.DeclineNoted);
        await DieAsync(farm, CrashPoint.PoisonReceived, async () => await encoder.GiveUpAsync(await encoder.TakeAsync(2)));
        await DieAsync(farm, CrashPoint.PoisonNoted);
        await DieAsync(farm, CrashPoint.JobCancelled, async () => await farm.Api.AskAsync((await farm.Api.JobAsync("h264/film.mkv")).Job.Id, "cancel"));
        farm.Coordinator("--Ingest:Watch=false");

        await farm.Api.ReadyAsync();
        var job = await farm.Api.JobAsync("h264/film.mkv");
        Assert.Equal(JobState.Cancelled, job.Job.State);
        Assert.Equal(3, job.Parts.Single().Attempts.Count);
        Assert.Equal([ExecutionState.HandedBack], FarmApi.Executions(job).Select(execution => execution.State));
        Assert.Equal(["h264/film.mkv"], farm.Files("incoming"));
        await Eventually.TrueAsync(
            async () => (await farm.Host.QueuesAsync(Token)).All(queue => queue.IsEmpty || queue.Name is Queues.Heartbeats or Queues.Work),
            Farm.Limit, () => Task.FromResult(farm.State()));
        await Eventually.TrueAsync(() => farm.Storage.All("completed").SequenceEqual([$".transcoder/{job.Job.Id:n}.json"]), Farm.Limit, farm.State);
        Assert.Equal(CrashRuns.Messages, _died);
    }

    private async Task DieAsync(Farm farm, CrashPoint point, Func<Task>? meanwhile = null)
    {
        var doomed = farm.Coordinator("--Ingest:Watch=false", Crashes.At(point));
        if (meanwhile is not null)
        {
            await farm.Api.ReadyAsync();
            await meanwhile();
        }

        await doomed.DiesAtAsync(point, farm.State);
        _died.Add(point);
    }
}
