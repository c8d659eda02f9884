using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Results;

/// <summary>Writes down a failure and what follows from it.</summary>
internal sealed class TranscodeFailedConsumer(JobStore jobs, ILogger<TranscodeFailedConsumer> logger) : IConsumer<TranscodeFailed>
{
    public async Task Consume(ConsumeContext<TranscodeFailed> context)
    {
        var failed = context.Message;
        logger.ExecutionFailed(failed.JobId, failed.EncoderName, failed.Kind, failed.Reason);
        Crash.At(CrashPoint.FailureReceived);
        await jobs.ChangeAsync(failed.JobId, (job, now) => job.Fail(failed, now), context.CancellationToken);
        Crash.At(CrashPoint.FailureNoted);
    }
}
