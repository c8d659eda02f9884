using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Submissions;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Results;

/// <summary>Takes jobs from scripts. A submission that makes no sense is answered in the log; it is no fault of the bus.</summary>
internal sealed class SubmitJobConsumer(SubmissionDesk desk, ILogger<SubmitJobConsumer> logger) : IConsumer<SubmitJob>
{
    public async Task Consume(ConsumeContext<SubmitJob> context)
    {
        var submitted = context.Message;
        Crash.At(CrashPoint.SubmissionReceived);
        var outcome = await desk.SubmitAsync(submitted.Path, submitted.Profile, submitted.Priority, null, context.CancellationToken);
        Crash.At(CrashPoint.SubmissionTaken);
        if (outcome is SubmitOutcome.Refused refused)
        {
            logger.SubmissionRefused(submitted.Path, refused.Reason);
        }
    }
}
