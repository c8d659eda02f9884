using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Results;

/// <summary>Writes down that a result has arrived; proving it is the verifier's work.</summary>
internal sealed class TranscodeCompletedConsumer(JobStore jobs, ILogger<TranscodeCompletedConsumer> logger) : IConsumer<TranscodeCompleted>
{
    public async Task Consume(ConsumeContext<TranscodeCompleted> context)
    {
        var completed = context.Message;
        if (!await jobs.ChangeAsync(completed.JobId, (job, now) => job.Deliver(completed, now), context.CancellationToken))
        {
            logger.ResultNotNeeded(completed.JobId, completed.ExecutionId, completed.EncoderName);
        }
    }
}
