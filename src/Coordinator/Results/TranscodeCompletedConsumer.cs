using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Results;

/// <summary>Writes down that a result has arrived; proving it is the verifier's work.</summary>
internal sealed class TranscodeCompletedConsumer(JobStore jobs, ILogger<TranscodeCompletedConsumer> logger) : IConsumer<TranscodeCompleted>
{
    public async Task Consume(ConsumeContext<TranscodeCompleted> context)
    {
        var completed = context.Message;
        Crash.At(CrashPoint.ResultReceived);
        var taken = await jobs.ChangeAsync(completed.JobId, (job, now) => job.Deliver(completed, now), context.CancellationToken);
        Crash.At(CrashPoint.ResultNoted);
        if (!taken)
        {
            logger.ResultNotNeeded(completed.JobId, completed.ExecutionId, completed.EncoderName);
        }
    }
}
