using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Gives an idle encoder the slowest running chunk where nothing else waits: a film ends with its last chunk.</summary>
internal sealed class StragglerWorker(
    JobQueries queries, JobStore store, EncoderFleet fleet, JobSignals signals, TimeProvider time, ILogger<StragglerWorker> logger)
    : JobWorker(signals, time, logger)
{
    private readonly TimeProvider _time = time;

    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        if (fleet.FreeSlots == 0 || await queries.AnyWaitsAsync(stoppingToken))
        {
            return;
        }

        // An encoder with other tools would decline it.
        var running = (await queries.RunningChunksAsync(stoppingToken)).Where(chunk => HasFreeSlot(fleet.Takers(chunk.Toolchain, [chunk.Encoder])));
        if (StragglerRule.Slowest(running, execution => fleet.Progress(execution)?.Remaining, _time.GetUtcNow()) is { } slow)
        {
            await store.ChangeAsync(slow.JobId, (job, now) => job.Race(slow.ExecutionId, now), stoppingToken);
        }
    }

    private static bool HasFreeSlot(IEnumerable<EncoderStatus> encoders) =>
        encoders.Any(encoder => encoder.Heartbeat.Executions.Count < encoder.Heartbeat.Slots);
}
