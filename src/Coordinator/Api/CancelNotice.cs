using MassTransit;
using Transcoder.Contracts;

namespace Transcoder.Coordinator.Api;

/// <summary>Tells encoders at once that a job was cancelled.</summary>
public sealed class CancelNotice(IBus bus, TimeProvider time, ILogger<CancelNotice> logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Sends the notice, or gives up after two seconds. Losing it costs time only: every sign of life of an execution
    /// that is not wanted is answered with another one.
    /// </summary>
    public async Task SendAsync(Guid jobId, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await bus.Publish(new CancelTranscode { JobId = jobId, Reason = "Cancelled by a user" }, either.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.CancelNotSent(jobId, exception);
        }
    }
}
