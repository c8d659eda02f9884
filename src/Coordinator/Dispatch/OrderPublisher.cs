using MassTransit;
using Transcoder.Broker;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Hands orders to the broker.</summary>
internal sealed class OrderPublisher(
    OrderWriter orders, ChunkCuts cuts, StorageLayout layout, StorageGuard guard, StorageOutage outage, IBusControl bus, TimeProvider time)
{
    /// <summary>Publishes the order of an attempt and waits for the broker's confirmation. Twice is harmless: the attempt's id is the same.</summary>
    /// <returns>False when no encoder is there that may have it now, or the storage is away or full.</returns>
    /// <exception cref="MessageReturnedException">No queue took the order.</exception>
    /// <exception cref="TimeoutException">The broker did not confirm it in time.</exception>
    public async Task<bool> TryPublishAsync(Job job, Part part, Attempt attempt, WorkInHand inHand, CancellationToken cancellationToken)
    {
        if (outage.Now() is not null || orders.Write(job, part, attempt, inHand) is not { } order)
        {
            return false;
        }

        if (part.Kind == PartKind.Chunk && guard.Lacks(() => cuts.Has(job, part), StorageFolder.Work))
        {
            // Somebody emptied the work folder. The next turn orders what is cut now.
            await cuts.MakeAsync(job, part, cancellationToken);
            return false;
        }

        // Before its endpoints are bound the in-memory bus drops what is published, without a word.
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
        if (outage.Now() is not null)
        {
            return false;
        }

        guard.MakeFolder(StorageFolder.Work, layout.Absolute(layout.WorkFolder(job.Id)));
        Crash.At(CrashPoint.OrderWritten);
        await bus.PublishWithinAsync(order, mandatory: true, LimitedPublishing.Limit, time, cancellationToken);
        Crash.At(CrashPoint.OrderPublished);
        return true;
    }
}
