using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Submissions;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Results;

/// <summary>Takes jobs from scripts. Each is answered; one that makes no sense is no fault of the bus.</summary>
internal sealed class SubmitJobConsumer(SubmissionDesk desk, ILogger<SubmitJobConsumer> logger) : IConsumer<SubmitJob>
{
    private const int MostOfPath = 200;
    private const int MostOfReason = 1000;

    public async Task Consume(ConsumeContext<SubmitJob> context)
    {
        var submitted = context.Message;
        Crash.At(CrashPoint.SubmissionReceived);
        var outcome = await desk.SubmitAsync(submitted.Path, submitted.Profile, submitted.Priority, null, context.CancellationToken);
        Crash.At(CrashPoint.SubmissionTaken);
        var path = Beginning(submitted.Path, MostOfPath);
        var reason = outcome is SubmitOutcome.Refused refused ? Beginning(refused.Reason, MostOfReason) : null;
        if (reason is not null)
        {
            logger.SubmissionRefused(path, reason);
        }

        await context.Publish(new RequestAnswered
        {
            Taken = reason is null,
            Reason = reason,
            RequestId = context.MessageId,
            JobId = (outcome as SubmitOutcome.Accepted)?.JobId,
            Path = path,
        });
    }

    /// <summary>Whole characters only: half of one cannot be written as JSON.</summary>
    private static string? Beginning(string? text, int most) =>
        text is null || text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
