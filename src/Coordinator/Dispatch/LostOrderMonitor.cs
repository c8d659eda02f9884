using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Orders again what the broker lost.</summary>
internal sealed class LostOrderMonitor(
    LostOrders lost, JobStore store, IOptions<DispatchOptions> options, TimeProvider time, ILogger<LostOrderMonitor> logger)
    : BackgroundService
{
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
        foreach (var (jobId, attemptId) in await lost.FindAsync(cancellationToken))
        {
            logger.OrderLost(jobId);
            await store.ChangeAsync(
                jobId, (job, now) => job.OrderAgain(attemptId, "The order was lost by the broker", null, TimeSpan.Zero, now), cancellationToken);
        }
    }
}
