using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>
/// Finds orders that the broker lost: confirmed, not started, and the queue is empty in two checks in a row. An order may rightly wait for
/// hours while the queue holds orders, so there is no other time-out.
/// </summary>
internal sealed class LostOrderMonitor(
    IWaitingOrders queue, JobQueries queries, JobStore store, IOptions<DispatchOptions> options, TimeProvider time, ILogger<LostOrderMonitor> logger)
    : BackgroundService
{
    private HashSet<Guid> _suspects = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LostOrderCheck, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CheckAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.WorkerTurnFailed(nameof(LostOrderMonitor), exception);
            }
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var unstarted = await queries.PublishedAsync(cancellationToken);
        if (unstarted.Count == 0 || await queue.CountAsync(cancellationToken) != 0)
        {
            _suspects = [];
            return;
        }

        foreach (var (jobId, attemptId) in unstarted.Where(row => _suspects.Contains(row.AttemptId)))
        {
            logger.OrderLost(jobId);
            await store.ChangeAsync(
                jobId, (job, now) => job.OrderAgain(attemptId, "The order was lost by the broker", null, TimeSpan.Zero, now), cancellationToken);
        }

        _suspects = [.. unstarted.Select(row => row.AttemptId)];
    }
}
