using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Completion;

/// <summary>
/// Ends what is left of final jobs: a refused result, the source's fate once its last open job has ended, a report of a failure, the record, the
/// work files.
/// </summary>
internal sealed class SourceFateWorker(
    RefusedResults refused, FateSteps steps, JobQueries queries, JobSignals signals, TimeProvider time, ILogger<SourceFateWorker> logger)
    : JobWorker(signals, time, logger, JobState.Completed, JobState.Failed, JobState.Cancelled, JobState.NotSmaller, JobState.Skipped)
{
    private const int JobsPerTurn = 100;

    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RecordAsync(stoppingToken);
        }
        finally
        {
            // A failed job that has to wait, for room in failed/ or for that itself, keeps no other one from its end.
            await EndAsync(stoppingToken);
        }
    }

    private async Task RecordAsync(CancellationToken stoppingToken) =>
        await ForEachAsync(await queries.IdsWithoutResultAsync(JobsPerTurn, stoppingToken), Several, async jobId =>
        {
            if (await PendingAsync(jobId, stoppingToken) is { } job)
            {
                steps.Record(job);
            }
        });

    private async Task EndAsync(CancellationToken stoppingToken) =>
        await ForEachAsync(await queries.IdsWithPendingFateAsync(JobsPerTurn, stoppingToken), Several, async jobId =>
        {
            if (await PendingAsync(jobId, stoppingToken) is { } job)
            {
                await steps.EndAsync(job, stoppingToken);
            }
        });

    /// <summary>The job with what there is to say of a refused result, which is out of the way then; null when a user has it tried again meanwhile.</summary>
    private async Task<Job?> PendingAsync(Guid jobId, CancellationToken cancellationToken)
    {
        var job = await queries.FindAsync(jobId, cancellationToken);
        if (job is { Fate: SourceFateState.Pending } && await refused.KeepAsync(job, cancellationToken))
        {
            job = await queries.FindAsync(jobId, cancellationToken);
        }

        return job is { Fate: SourceFateState.Pending } ? job : null;
    }
}
