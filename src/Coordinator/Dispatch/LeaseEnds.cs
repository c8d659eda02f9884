using MassTransit;
using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Gives up executions that have been silent for too long. Used by one caller, turn by turn.</summary>
internal sealed class LeaseEnds(
    IOptions<DispatchOptions> options, Sightings sightings, SilenceClock silence, BusBreaks breaks, IBusControl bus, JobStore store,
    TimeProvider time, ILogger<LeaseEnds> logger)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    public void BeginTurn() => silence.BeginTurn(!breaks.Take() && bus.CheckHealth().Status == BusHealthStatus.Healthy);

    public async Task LoseAsync(Guid jobId, Guid executionId, string encoder, CancellationToken cancellationToken)
    {
        if (silence.Of(executionId) > options.Value.Lease
            && await store.ChangeAsync(jobId, (job, now) => job.Lose(executionId, now), cancellationToken))
        {
            logger.ExecutionLost(jobId, encoder);
        }
    }

    /// <summary>For an execution whose order another encoder has started since.</summary>
    public async Task VanishAsync(
        Guid jobId, Guid executionId, ExecutionState state, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        // What is lost has been silent for a whole lease already.
        if ((state == ExecutionState.Lost || silence.Of(executionId) > options.Value.VanishAfter)
            && silence.WasHeard(executionId, time.GetUtcNow() - startedAt)
            && await store.ChangeAsync(jobId, (job, now) => job.Vanish(executionId, options.Value.PoisonAfter, now), cancellationToken))
        {
            logger.ExecutionVanished(jobId, executionId);
        }
    }

    /// <summary>Lets go of what runs no more, and of what heartbeats have shown long ago.</summary>
    public void EndTurn(IReadOnlySet<Guid> running)
    {
        silence.Forget(running);
        sightings.Forget(options.Value.Lease + Memory);
    }
}
