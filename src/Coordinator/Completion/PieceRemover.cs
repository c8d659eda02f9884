using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Completion;

/// <summary>Removes cuts and proven pieces of films that are encoded whole by now: they may take as much room as the film.</summary>
internal sealed class PieceRemover(WorkFiles files, JobQueries queries, JobSignals signals, TimeProvider time, ILogger<PieceRemover> logger)
    : JobWorker(signals, time, logger)
{
    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        foreach (var jobId in await queries.IdsOfWholeAsync(stoppingToken))
        {
            files.RemovePieces(jobId);
        }
    }
}
