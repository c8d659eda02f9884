using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>
/// Publishes the orders that the database holds, best first, and notes the broker's confirmation. A crash between the two
/// publishes the same order again, which every receiver recognises by its attempt.
/// </summary>
internal sealed class Dispatcher(
    JobQueries queries, JobStore store, OrderPublisher publisher, EncoderFleet fleet, JobSignals signals, TimeProvider time, ILogger<Dispatcher> logger)
    : JobWorker(signals, time, logger, JobState.Active)
{
    private const int JobsPerTurn = 100;
    private readonly TimeProvider _time = time;

    protected override TimeSpan Idle => TimeSpan.FromSeconds(1);

    protected override TimeSpan FirstTurn => TimeSpan.Zero;

    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        // The next order does not wait until this one's confirmation is written: those that are written together cost one flush.
        var notes = new List<Task>();
        try
        {
            var due = await queries.IdsWithPendingOrdersAsync(JobsPerTurn, stoppingToken);
            var inHand = due.Count > 0 ? await queries.InHandAsync(stoppingToken) : new WorkInHand(new Dictionary<Guid, int>(), []);
            await ForEachAsync(due, 1, async jobId =>
            {
                if (await queries.FindAsync(jobId, stoppingToken) is { State: JobState.Active } job && await HasToolsAsync(job, stoppingToken))
                {
                    await PublishAsync(job, inHand, notes, stoppingToken);
                }
            });
        }
        finally
        {
            await Task.WhenAll(notes);
        }
    }

    /// <summary>Fixes with which tools a job in pieces is encoded, before its first order. False when it is no such job any more.</summary>
    private async Task<bool> HasToolsAsync(Job job, CancellationToken cancellationToken)
    {
        if (!job.IsInPieces() || job.Toolchain is not null || fleet.CommonToolchain is not { } common)
        {
            return true;
        }

        job.Toolchain = common;
        return await store.ChangeAsync(job.Id, (changed, _) => changed.UseTools(common), cancellationToken);
    }

    private async Task PublishAsync(Job job, WorkInHand inHand, List<Task> notes, CancellationToken cancellationToken)
    {
        foreach (var attempt in job.Parts.Where(part => part.Attempts.Count > 0).Select(part => part.Current))
        {
            if (attempt.State == AttemptState.Pending && attempt.NotBefore <= _time.GetUtcNow()
                && await publisher.TryPublishAsync(job, job.PartOf(attempt), attempt, inHand, cancellationToken))
            {
                inHand.Add(job.Toolchain);
                notes.Add(NoteAsync(job, attempt, cancellationToken));
            }
        }
    }

    private async Task NoteAsync(Job job, Attempt attempt, CancellationToken cancellationToken)
    {
        await store.ChangeAsync(job.Id, (changed, now) => changed.Published(attempt.Id, now), cancellationToken);
        Crash.At(CrashPoint.OrderNoted);
        logger.OrderPublished(job.Id, attempt.Number, job.SourcePath);
    }
}
