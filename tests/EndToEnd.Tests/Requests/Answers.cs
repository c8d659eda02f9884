using System.Collections.Concurrent;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests.Requests;

/// <summary>Hears what the coordinator answers to requests, as a script does.</summary>
internal sealed class Answers : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private Answers(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>All that came, in order.</summary>
    public ConcurrentQueue<(Guid? RequestId, bool Taken, string? Reason)> All { get; } = new();

    public static async Task<Answers> ListenAsync(BrokerVirtualHost host, CancellationToken cancellationToken)
    {
        var connection = await host.ConnectAsync(cancellationToken);
        var answers = new Answers(connection, await connection.CreateChannelAsync(cancellationToken: cancellationToken));
        var queue = (await answers._channel.QueueDeclareAsync(cancellationToken: cancellationToken)).QueueName;
        await answers._channel.QueueBindAsync(queue, "Transcoder.Contracts:RequestAnswered", "", cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(answers._channel);
        consumer.ReceivedAsync += (_, delivery) => answers.Hear(delivery.Body);
        await answers._channel.BasicConsumeAsync(queue, autoAck: true, consumer, cancellationToken);
        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private Task Hear(ReadOnlyMemory<byte> body)
    {
        using var envelope = JsonDocument.Parse(body);
        var answer = envelope.RootElement.GetProperty("message");
        All.Enqueue((
            answer.TryGetProperty("requestId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetGuid() : null,
            answer.GetProperty("taken").GetBoolean(),
            answer.TryGetProperty("reason", out var reason) ? reason.GetString() : null));
        return Task.CompletedTask;
    }
}
