using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>
/// Publishes the orders that the database holds, best first, and notes the broker's confirmation. A crash between the two
/// publishes the same order again, which every receiver recognises by its attempt.
/// </summary>
internal sealed class Dispatcher(
    JobQueries queries, JobStore store, OrderPublisher publisher, JobSignals signals, TimeProvider time, ILogger<Dispatcher> logger)
    : JobWorker(signals, time, logger, JobState.Active)
{
    private const int JobsPerTurn = 100;
    private readonly TimeProvider _time = time;

    protected override TimeSpan Idle => TimeSpan.FromSeconds(1);

    protected override TimeSpan FirstTurn => TimeSpan.Zero;

    protected override async Task TurnAsync(CancellationToken stoppingToken) =>
        await ForEachAsync(await queries.IdsWithPendingOrdersAsync(JobsPerTurn, stoppingToken), async jobId =>
        {
            if (await queries.FindAsync(jobId, stoppingToken) is { State: JobState.Active } job)
            {
                await PublishAsync(job, stoppingToken);
            }
        });

    private async Task PublishAsync(Job job, CancellationToken cancellationToken)
    {
        foreach (var part in job.Parts)
        {
            var attempt = part.Current;
            if (attempt.State == AttemptState.Pending && attempt.NotBefore <= _time.GetUtcNow()
                && await publisher.TryPublishAsync(job, part, attempt, cancellationToken))
            {
                await store.ChangeAsync(job.Id, (changed, now) => changed.Published(attempt.Id, now), cancellationToken);
                Crash.At(CrashPoint.OrderNoted);
                logger.OrderPublished(job.Id, attempt.Number, job.SourcePath);
            }
        }
    }
}
