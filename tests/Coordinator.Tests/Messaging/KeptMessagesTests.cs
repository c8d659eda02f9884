using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Tests.Messaging;

/// <summary>A broken channel keeps what consumers publish, and no consumer waits for it for ever.</summary>
public sealed class KeptMessagesTests
{
    [Fact]
    public async Task A_cancel_that_is_kept_holds_no_consumer_up()
    {
        await using var bench = await ConsumerBench.StartAsync();
        bench.Traffic.Kept[typeof(CancelTranscode)] = int.MaxValue;
        var unwanted = new ExecutionProgress
        {
            JobId = Guid.NewGuid(),
            PartId = Guid.NewGuid(),
            AttemptId = Guid.NewGuid(),
            ExecutionId = Guid.NewGuid(),
            Phase = ExecutionPhase.Encoding,
        };

        await bench.PublishAsync(new TranscodeStarted
        {
            JobId = unwanted.JobId,
            PartId = unwanted.PartId,
            AttemptId = unwanted.AttemptId,
            ExecutionId = unwanted.ExecutionId,
            EncoderId = Guid.NewGuid(),
            EncoderName = "alpha",
            StartedAt = bench.Time.GetUtcNow(),
        });
        await bench.PublishAsync(new EncoderHeartbeat
        {
            EncoderId = Guid.NewGuid(),
            EncoderName = "alpha",
            State = EncoderState.Ready,
            Slots = 1,
            Executions = [unwanted],
        });
        await bench.PublishAsync(new CancelJob { JobId = await AddJobAsync(bench) });

        await bench.EventuallyAsync(() => (bench.Traffic.Consumed<TranscodeStarted>(), bench.Traffic.Consumed<EncoderHeartbeat>(), bench.Traffic.Consumed<CancelJob>()) == (1, 1, 1));
        Assert.Empty(bench.Traffic.Published<CancelTranscode>());
        Assert.Equal(int.MaxValue - 3, bench.Traffic.Kept[typeof(CancelTranscode)]);
    }

    [Fact]
    public async Task An_answer_that_is_kept_is_given_anew()
    {
        await using var bench = await ConsumerBench.StartAsync();
        bench.Traffic.Kept[typeof(RequestAnswered)] = 2;
        var job = await AddJobAsync(bench);

        await bench.PublishAsync(new CancelJob { JobId = job });
        await bench.PublishAsync(new SubmitJob { Path = "incoming/missing.mkv" });

        await bench.EventuallyAsync(() => (bench.Traffic.Consumed<CancelJob>(), bench.Traffic.Consumed<SubmitJob>()) == (1, 1));
        Assert.Equal([(true, job), (false, null)], bench.Traffic.Published<RequestAnswered>().OrderBy(answer => answer.JobId is null).Select(answer => (answer.Taken, answer.JobId)));
    }

    private static async Task<Guid> AddJobAsync(ConsumerBench bench) =>
        (await bench.Coordinator.Store.AddAsync([new NewJob("incoming/a.mkv", "1:2:3", 2, "h264")], TestContext.Current.CancellationToken))[0].Id;
}
