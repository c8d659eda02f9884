using Microsoft.Extensions.Options;
using RabbitMQ.Client.Exceptions;
using Transcoder.Broker;
using Transcoder.Contracts;
using Transcoder.Coordinator.Dispatch;

namespace Transcoder.Coordinator.Messaging;

/// <summary>Asks RabbitMQ by a passive declare, which needs no right but to see the queue. A connection each time: it is asked twice a minute.</summary>
internal sealed class RabbitMqWaitingOrders(IOptions<BrokerOptions> options) : IWaitingOrders
{
    private const ushort NoSuchQueue = 404;

    public async Task<long?> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var factory = BrokerConnection.Factory(options.Value, "coordinator:queue-check");
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            return (await channel.QueueDeclarePassiveAsync(Queues.Work, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == NoSuchQueue)
        {
            // A broker that lost its data holds no order; the queue is made with the next one.
            return 0;
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException)
        {
            return null;
        }
    }
}
