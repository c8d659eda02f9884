using System.Runtime.ExceptionServices;
using MassTransit;
using Transcoder.Broker;
using Transcoder.Contracts;
using Transcoder.Coordinator.Submissions;

namespace Transcoder.Coordinator.Messaging;

/// <summary>
/// Answers requests that cannot even be read, by their size, their JSON or their type. Around everything that an endpoint does, and in the place
/// of what puts faulted messages aside, into a queue that nobody reads.
/// </summary>
/// <param name="bus">Not asked for before the first such request: the bus is made after this.</param>
/// <param name="time">Bounds what an answer takes.</param>
/// <param name="logger">Tells the operator, too.</param>
internal sealed class UnreadableRequests(Func<IBus> bus, TimeProvider time, ILogger logger) : IFilter<ReceiveContext>, IFilter<ExceptionReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (context.Body.Length > SubmissionDesk.LargestRequest)
        {
            await RefuseAsync(context, $"The message has {context.Body.Length} bytes, and no request needs more than {SubmissionDesk.LargestRequest}");
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
        await bus().PublishWithinAsync(
            new RequestAnswered { Taken = false, Reason = reason, RequestId = context.GetMessageId() },
            LimitedPublishing.Limit, time, context.CancellationToken);
    }
}
