using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Completion;

/// <summary>
/// Commits proven results: record, publish, database. Every step is harmless twice, so a crash anywhere continues here. The source's fate
/// and the work files follow (<see cref="SourceFateWorker"/>).
/// </summary>
internal sealed class OutputCommitter(
    Committing committing, JobQueries queries, JobSignals signals, TimeProvider time, ILogger<OutputCommitter> logger)
    : JobWorker(signals, time, logger, JobState.Committing)
{
    private const int JobsPerTurn = 100;

    protected override async Task TurnAsync(CancellationToken stoppingToken) =>
        await ForEachAsync(await queries.IdsAsync(JobState.Committing, JobsPerTurn, stoppingToken), Several, async jobId =>
        {
            if (await queries.FindAsync(jobId, stoppingToken) is { State: JobState.Committing } job)
            {
                await committing.CommitAsync(job, stoppingToken);
            }
        });
}
