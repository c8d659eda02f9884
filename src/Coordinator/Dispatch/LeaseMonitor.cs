using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>
/// Finds executions that fell silent. Silence counts only while this coordinator was listening: it starts anew at start and after
/// every loss of the broker, so an outage expires nobody.
/// </summary>
internal sealed class LeaseMonitor(
    LeaseClock leases, JobQueries queries, JobStore store, JobSignals signals, TimeProvider time, ILogger<LeaseMonitor> logger)
    : JobWorker(signals, time, logger)
{
    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        var running = await queries.RunningAsync(stoppingToken);
        foreach (var (jobId, executionId, encoder) in running.Where(row => leases.IsExpired(row.ExecutionId)))
        {
            logger.ExecutionLost(jobId, encoder);
            await store.ChangeAsync(jobId, (job, now) => job.Lose(executionId, now), stoppingToken);
        }

        leases.Forget(running.Select(row => row.ExecutionId).ToHashSet());
    }
}
