using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Results;

/// <summary>Notes the execution; one that is not wanted is cancelled.</summary>
internal sealed class TranscodeStartedConsumer(JobStore jobs, CancelNotice notice) : IConsumer<TranscodeStarted>
{
    public async Task Consume(ConsumeContext<TranscodeStarted> context)
    {
        var started = context.Message;
        Crash.At(CrashPoint.StartReceived);
        var wanted = await jobs.ChangeAsync(started.JobId, (job, now) => job.Started(started, now), context.CancellationToken);
        Crash.At(CrashPoint.StartNoted);
        if (!wanted)
        {
            await notice.SendAsync(
                new CancelTranscode
                {
                    JobId = started.JobId,
                    ExecutionId = started.ExecutionId,
                    Reason = "The job no longer needs this result",
                },
                context.CancellationToken);
        }
    }
}
