using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Completion;

/// <summary>Ends what is left of final jobs: the source's fate once its last open job has ended, a report of a failure, the record, the work files.</summary>
internal sealed class SourceFateWorker(
    FateSteps steps, JobQueries queries, JobSignals signals, TimeProvider time, ILogger<SourceFateWorker> logger)
    : JobWorker(signals, time, logger, JobState.Completed, JobState.Failed, JobState.Cancelled, JobState.NotSmaller, JobState.Skipped)
{
    private const int JobsPerTurn = 100;

    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        await ForEachAsync(await queries.IdsWithoutResultAsync(JobsPerTurn, stoppingToken), Several, async jobId =>
        {
            if (await queries.FindAsync(jobId, stoppingToken) is { Fate: SourceFateState.Pending } job)
            {
                steps.Record(job);
            }
        });
        await ForEachAsync(await queries.IdsWithPendingFateAsync(JobsPerTurn, stoppingToken), Several, async jobId =>
        {
            if (await queries.FindAsync(jobId, stoppingToken) is { Fate: SourceFateState.Pending } job)
            {
                await steps.EndAsync(job, stoppingToken);
            }
        });
    }
}
