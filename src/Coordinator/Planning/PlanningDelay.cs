using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;

namespace Transcoder.Coordinator.Planning;

/// <summary>Puts a job off whose source cannot be looked at for now, and says why: in the job, and once in the log.</summary>
internal sealed class PlanningDelay(JobStore store, IOptions<PlanningOptions> options, ILogger<PlanningDelay> logger)
{
    public async Task PostponeAsync(Job job, string reason, CancellationToken cancellationToken)
    {
        if (job.Reason != reason)
        {
            logger.SourceWaits(job.SourcePath, reason);
        }

        await store.ChangeAsync(job.Id, (changed, now) =>
        {
            if (changed.State != JobState.Waiting)
            {
                return false;
            }

            changed.NotBefore = now + options.Value.RetryDelay;
            changed.Reason = reason;
            return true;
        }, cancellationToken);
    }
}
