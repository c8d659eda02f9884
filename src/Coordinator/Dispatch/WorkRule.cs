using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Decides about work that a heartbeat shows. Pure.</summary>
internal static class WorkRule
{
    /// <summary>
    /// How much later than the younger one's first sign of life the elder's last one must have come to prove that both are alive. Heartbeats are
    /// taken in side by side, and the last one of a killed encoder may lie beside the first one of its successor.
    /// </summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(1);

    /// <summary>An elder that is silent for longer may be gone.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(20);

    /// <param name="executionId">The work that was seen now.</param>
    /// <param name="part">What the database knows.</param>
    /// <param name="seen">What heartbeats have shown of any execution.</param>
    /// <param name="now">On the clock of the sightings.</param>
    public static WorkVerdict Judge(Guid executionId, PartStanding part, Func<Guid, Sighting?> seen, TimeSpan now)
    {
        var known = part.Executions.FirstOrDefault(execution => execution.Id == executionId);
        if (known?.State is ExecutionState.Delivered or ExecutionState.Accepted)
        {
            return WorkVerdict.GoesOn;
        }

        if (!part.IsOpen)
        {
            return WorkVerdict.NotNeeded;
        }

        if (known is null)
        {
            return WorkVerdict.ToBeNoted;
        }

        // What was given up loses to what runs, however old it is.
        if (!part.Raced && seen(executionId) is { } mine && part.Executions.Any(other => IsElder(other, known)
            && seen(other.Id) is { } elder && elder.Last - mine.First >= Overlap && now - elder.Last <= Freshness))
        {
            return WorkVerdict.YoungerTwin;
        }

        return known.State is ExecutionState.Lost or ExecutionState.Vanished ? WorkVerdict.ToBeNoted : WorkVerdict.GoesOn;
    }

    private static bool IsElder(ExecutionStanding other, ExecutionStanding known) =>
        other.State == ExecutionState.Running && other.Id != known.Id
        && (known.State != ExecutionState.Running || (other.StartedAt, other.Id).CompareTo((known.StartedAt, known.Id)) < 0);
}
