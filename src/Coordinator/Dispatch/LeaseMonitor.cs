using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>
/// Finds executions that fell silent. Silence counts only while this coordinator was listening: it starts anew at start and after
/// every loss of the broker, so an outage expires nobody.
/// </summary>
internal sealed class LeaseMonitor(LeaseEnds ends, JobQueries queries, JobSignals signals, TimeProvider time, ILogger<LeaseMonitor> logger)
    : JobWorker(signals, time, logger)
{
    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        ends.BeginTurn();
        var running = await queries.RunningAsync(stoppingToken);
        foreach (var (jobId, executionId, encoder) in running)
        {
            await ends.LoseAsync(jobId, executionId, encoder, stoppingToken);
        }

        foreach (var (jobId, executionId, state, startedAt) in await queries.SupersededAsync(stoppingToken))
        {
            await ends.VanishAsync(jobId, executionId, state, startedAt, stoppingToken);
        }

        ends.EndTurn(running.Select(row => row.ExecutionId).ToHashSet());
    }
}
