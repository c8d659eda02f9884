using MassTransit;
using Transcoder.Broker;
using Transcoder.Contracts;
using Transcoder.Coordinator.Submissions;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Results;

/// <summary>Takes jobs from scripts. Each is answered; one that makes no sense is no fault of the bus.</summary>
internal sealed class SubmitJobConsumer(SubmissionDesk desk, IBus bus, TimeProvider time, ILogger<SubmitJobConsumer> logger) : IConsumer<SubmitJob>
{
    public async Task Consume(ConsumeContext<SubmitJob> context)
    {
        var submitted = context.Message;
        Crash.At(CrashPoint.SubmissionReceived);
        var outcome = await desk.SubmitAsync(submitted.Path, submitted.Profile, submitted.Priority, null, context.CancellationToken);
        Crash.At(CrashPoint.SubmissionTaken);
        var path = Beginning.OfPath(submitted.Path);
        var reason = outcome is SubmitOutcome.Refused refused ? Beginning.OfReason(refused.Reason) : null;
        if (reason is not null)
        {
            logger.SubmissionRefused(path, reason);
        }

        var answer = new RequestAnswered
        {
            Taken = reason is null,
            Reason = reason,
            RequestId = context.MessageId,
            JobId = (outcome as SubmitOutcome.Accepted)?.JobId,
            Path = path,
        };
        await bus.PublishWithinAsync(answer, LimitedPublishing.Limit, time, context.CancellationToken);
    }
}
