using System.Runtime.ExceptionServices;
using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Submissions;

namespace Transcoder.Coordinator.Messaging;

/// <summary>
/// Answers requests that cannot even be read, by their size, their JSON or their type. Around everything that an endpoint does, and in the place
/// of what puts faulted messages aside, into a queue that nobody reads.
/// </summary>
/// <param name="bus">Not asked for before the first such request: the bus is made after this.</param>
/// <param name="logger">Tells the operator, too.</param>
internal sealed class UnreadableRequests(Func<IBus> bus, ILogger logger) : IFilter<ReceiveContext>, IFilter<ExceptionReceiveContext>
{
    /// <summary>Several times the longest path, however it is written.</summary>
    private const int LargestBody = 64 * 1024;

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (context.Body.Length > LargestBody)
        {
            await RefuseAsync(context, $"The message has {context.Body.Length} bytes, and no request needs more than {LargestBody}");
            return;
        }

        try
        {
            await next.Send(context);
        }
        catch (Exception unread) when (unread is not OperationCanceledException && !HasReachedConsumer(context))
        {
            await RefuseAsync(context, $"The message is not the JSON that is asked for: {unread.GetBaseException().Message}");
            return;
        }

        if (!HasReachedConsumer(context))
        {
            await RefuseAsync(context, "The message is of another type");
        }
    }

    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        ExceptionDispatchInfo.Throw(context.Exception);
        return Task.CompletedTask;
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("unreadable");

    private static bool HasReachedConsumer(ReceiveContext context) => context.IsDelivered || context.IsFaulted;

    private async Task RefuseAsync(ReceiveContext context, string whole)
    {
        var reason = Beginning.OfReason(whole)!;
        logger.RequestUnreadable(reason);
        await bus().Publish(new RequestAnswered { Taken = false, Reason = reason, RequestId = context.GetMessageId() }, context.CancellationToken);
    }
}
