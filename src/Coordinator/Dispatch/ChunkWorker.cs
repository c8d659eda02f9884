using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Keeps as many chunks cut and ordered as encoders will take soon, and no more: <c>work/</c> holds no second copy of a film that waits.</summary>
internal sealed class ChunkWorker(
    ChunkCuts cuts, JobQueries queries, EncoderFleet fleet, StorageOutage outage, OwnFailures failures, JobSignals signals, TimeProvider time,
    ILogger<ChunkWorker> logger)
    : JobWorker(signals, time, logger, JobState.Waiting, JobState.Active)
{
    protected override TimeSpan FirstTurn => TimeSpan.Zero;

    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        while (outage.Now() is null
            && await queries.CountUnstartedAsync(ofChunks: true, stoppingToken) < fleet.OrderWindow
            && await queries.NextChunkAsync(failures.Resting, stoppingToken) is var (jobId, partId)
            && await queries.FindAsync(jobId, stoppingToken) is { State: JobState.Active } job
            && job.Parts.Find(part => part.Id == partId) is { } part)
        {
            await cuts.MakeAsync(job, part, stoppingToken);
        }
    }
}
