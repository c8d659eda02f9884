using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Completion;

/// <summary>The steps that end one job, each harmless twice.</summary>
internal sealed class FateSteps(SourceMover mover, FailureReport report, WorkFiles files, JobQueries queries, JobStore store)
{
    public async Task EndAsync(Job job, CancellationToken cancellationToken)
    {
        var jobs = await queries.OfSourceAsync(job.SourcePath, job.SourceIdentity, cancellationToken);
        var sourceNow = await mover.CarryOutAsync(job, jobs.Any(other => other.State == JobState.Failed), cancellationToken);
        if (job.State == JobState.Failed)
        {
            report.Write(job, sourceNow);
        }

        files.Remove(job);
        await store.ChangeAsync(job.Id, (changed, _) =>
        {
            changed.SourceNow = sourceNow;
            changed.Fate = SourceFateState.Done;
            return true;
        }, cancellationToken);
    }
}
