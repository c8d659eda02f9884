namespace Transcoder.Coordinator.Dispatch;

/// <summary>What the broker holds for encoders.</summary>
public interface IWaitingOrders
{
    /// <summary>Orders that wait in the queue, delivered ones not counted; null when the broker cannot say now. Called every half minute.</summary>
    Task<long?> CountAsync(CancellationToken cancellationToken);
}
