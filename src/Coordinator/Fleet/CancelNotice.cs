using MassTransit;
using Transcoder.Broker;
using Transcoder.Contracts;

namespace Transcoder.Coordinator.Fleet;

/// <summary>Tells encoders at once what work is not wanted any more.</summary>
public sealed class CancelNotice(IBus bus, TimeProvider time, ILogger<CancelNotice> logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Sends the notice, or gives up after two seconds. Losing it costs time only: every sign of life of an execution
    /// that is not wanted is answered with another one.
    /// </summary>
    public async Task SendAsync(CancelTranscode notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        try
        {
            await bus.PublishWithinAsync(notice, Limit, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.CancelNotSent(notice.JobId, exception.Message);
        }
    }
}
