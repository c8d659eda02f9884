using MassTransit;
using Transcoder.Broker;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Submissions;

/// <summary>Ends jobs for scripts, and answers each time.</summary>
internal sealed class CancelJobConsumer(JobStore jobs, JobQueries queries, CancelNotice notice, IBus bus, TimeProvider time) : IConsumer<CancelJob>
{
    public async Task Consume(ConsumeContext<CancelJob> context)
    {
        var jobId = context.Message.JobId;
        if (await jobs.ChangeAsync(jobId, (job, now) => job.Cancel(now), context.CancellationToken))
        {
            await notice.SendAsync(new CancelTranscode { JobId = jobId, Reason = "Cancelled by a script" }, context.CancellationToken);
        }

        var reason = (await queries.FindAsync(jobId, context.CancellationToken))?.State switch
        {
            // Also when it was so before.
            JobState.Cancelled => null,
            null => $"There is no job {jobId}",
            var state => $"A job that is {state} cannot be cancelled",
        };
        await bus.PublishWithinAsync(
            new RequestAnswered { Taken = reason is null, Reason = reason, RequestId = context.MessageId, JobId = jobId },
            LimitedPublishing.Limit, time, context.CancellationToken);
    }
}
