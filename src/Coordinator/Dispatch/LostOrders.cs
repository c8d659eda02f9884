using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>
/// Knows which orders the broker has lost: confirmed, not started or started by an encoder that is not heard of any more, and the queue is
/// empty in two looks in a row. An order may rightly wait for hours while the queue holds orders, so there is no other time-out.
/// </summary>
internal sealed class LostOrders(IWaitingOrders queue, JobQueries queries, EncoderFleet fleet)
{
    private HashSet<Guid> _suspects = [];

    /// <summary>Looks once; by one caller.</summary>
    public async Task<IReadOnlyList<(Guid JobId, Guid AttemptId)>> FindAsync(CancellationToken cancellationToken)
    {
        // An encoder that was silent for long, and is back, holds its order without saying anew that it has started.
        var idle = (await queries.PublishedAsync(cancellationToken))
            .Where(order => !order.Executions.Any(execution => fleet.Progress(execution) is not null))
            .Select(order => (order.JobId, order.AttemptId)).ToList();
        var before = _suspects;
        _suspects = idle.Count > 0 && await queue.CountAsync(cancellationToken) == 0 ? [.. idle.Select(order => order.AttemptId)] : [];
        return [.. idle.Where(order => before.Contains(order.AttemptId) && _suspects.Contains(order.AttemptId))];
    }
}
