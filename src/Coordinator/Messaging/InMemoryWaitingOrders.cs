using Transcoder.Coordinator.Dispatch;

namespace Transcoder.Coordinator.Messaging;

/// <summary>The in-memory bus delivers at once and keeps nothing: an order that nobody has started is always in reach of a slot of this process.</summary>
internal sealed class InMemoryWaitingOrders : IWaitingOrders
{
    public Task<long?> CountAsync(CancellationToken cancellationToken) => Task.FromResult<long?>(null);
}
