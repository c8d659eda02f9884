using System.Collections.Concurrent;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace Transcoder.Broker;

/// <summary>A channel that makes what ends with its connection, and of the rest only looks whether the queues are there.</summary>
internal sealed class DeployedChannel(ChannelContext context) : SharedChannelContext(context, context.CancellationToken), ChannelContext
{
    private readonly ChannelContext _context = context;
    private readonly ConcurrentDictionary<string, bool> _own = new();

    Task ChannelContext.ExchangeDeclare(
        string exchange, string type, bool durable, bool autoDelete, IDictionary<string, object> arguments, CancellationToken cancellationToken)
    {
        if (durable)
        {
            return Task.CompletedTask;
        }

        _own[exchange] = true;
        return _context.ExchangeDeclare(exchange, type, durable, autoDelete, arguments, cancellationToken);
    }

    Task<QueueDeclareOk> ChannelContext.QueueDeclare(
        string queue, bool durable, bool exclusive, bool autoDelete, IDictionary<string, object> arguments, CancellationToken cancellationToken)
    {
        if (durable)
        {
            return _context.QueueDeclarePassive(queue, cancellationToken);
        }

        _own[queue] = true;
        return _context.QueueDeclare(queue, durable, exclusive, autoDelete, arguments, cancellationToken);
    }

    Task ChannelContext.ExchangeBind(
        string destination, string source, string routingKey, IDictionary<string, object> arguments, CancellationToken cancellationToken) =>
        _own.ContainsKey(destination) ? _context.ExchangeBind(destination, source, routingKey, arguments, cancellationToken) : Task.CompletedTask;

    Task ChannelContext.QueueBind(
        string queue, string exchange, string routingKey, IDictionary<string, object> arguments, CancellationToken cancellationToken) =>
        _own.ContainsKey(queue) ? _context.QueueBind(queue, exchange, routingKey, arguments, cancellationToken) : Task.CompletedTask;
}
