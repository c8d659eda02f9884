using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Submissions;

/// <summary>Ends jobs for scripts, and answers each time.</summary>
internal sealed class CancelJobConsumer(JobStore jobs, JobQueries queries) : IConsumer<CancelJob>
{
    public async Task Consume(ConsumeContext<CancelJob> context)
    {
        var jobId = context.Message.JobId;
        if (await jobs.ChangeAsync(jobId, (job, now) => job.Cancel(now), context.CancellationToken))
        {
            await context.Publish(new CancelTranscode { JobId = jobId, Reason = "Cancelled by a script" });
        }

        var reason = (await queries.FindAsync(jobId, context.CancellationToken))?.State switch
        {
            // Also when it was so before.
            JobState.Cancelled => null,
            null => $"There is no job {jobId}",
            var state => $"A job that is {state} cannot be cancelled",
        };
        await context.Publish(new RequestAnswered { Taken = reason is null, Reason = reason, RequestId = context.MessageId, JobId = jobId });
    }
}
