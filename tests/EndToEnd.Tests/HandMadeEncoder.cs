using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using Transcoder.Contracts;
using Transcoder.FarmKit;
using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary>Takes orders out of the queue as an encoder does, and answers them at the test's word.</summary>
internal sealed class HandMadeEncoder : IAsyncDisposable
{
    private const string Name = "hand-made";

    private readonly Farm _farm;
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly Guid _id = Guid.NewGuid();

    private HandMadeEncoder(Farm farm, IConnection connection, IChannel channel) => (_farm, _connection, _channel) = (farm, connection, channel);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<HandMadeEncoder> ConnectAsync(Farm farm)
    {
        var connection = await farm.Host.ConnectAsync(Token);
        // What is published is the broker's when the call returns, whatever happens to that then.
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        return new HandMadeEncoder(farm, connection, await connection.CreateChannelAsync(confirmed, Token));
    }

    /// <summary>Waits for an order. It is this encoder's until it is acknowledged or returned.</summary>
    /// <param name="attempt">Orders of other attempts are thrown away: one whose coordinator died before it knew of it may be there twice.</param>
    public async Task<BasicGetResult> TakeAsync(int attempt = 1)
    {
        BasicGetResult? delivery = null;
        await Eventually.TrueAsync(
            async () => (delivery = await _channel.BasicGetAsync(Queues.Work, autoAck: false, Token)) is not null && await IsOfAsync(delivery, attempt),
            Farm.Limit, () => Task.FromResult(_farm.State()));
        return delivery!;
    }

    /// <summary>Begins, and stops in order: the order is back in the queue, and the coordinator knows why.</summary>
    public async Task HandBackAsync(BasicGetResult delivery)
    {
        var (order, execution) = (Order(delivery), Guid.CreateVersion7());
        await PublishAsync(new TranscodeStarted
        {
            JobId = order.JobId,
            PartId = order.PartId,
            AttemptId = order.AttemptId,
            ExecutionId = execution,
            EncoderId = _id,
            EncoderName = Name,
            StartedAt = TimeProvider.System.GetUtcNow(),
        });
        await PublishAsync(new TranscodeHandedBack
        {
            JobId = order.JobId,
            PartId = order.PartId,
            AttemptId = order.AttemptId,
            ExecutionId = execution,
            EncoderId = _id,
            EncoderName = Name,
        });
        await _channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true, Token);
    }

    public async Task DeclineAsync(BasicGetResult delivery)
    {
        var order = Order(delivery);
        await PublishAsync(new TranscodeDeclined
        {
            JobId = order.JobId,
            PartId = order.PartId,
            AttemptId = order.AttemptId,
            EncoderId = _id,
            EncoderName = Name,
            Reason = "It is not to my liking.",
        });
        await _channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, Token);
    }

    /// <summary>Sends a result, whatever it is, and says that it is what was ordered.</summary>
    /// <param name="delivery">The order.</param>
    /// <param name="name">As which encoder.</param>
    /// <param name="file">Sent as the result.</param>
    /// <returns>The result's name in the storage.</returns>
    public async Task<string> DeliverAsync(BasicGetResult delivery, string name, string file)
    {
        var (order, execution) = (Order(delivery), Guid.CreateVersion7());
        var result = WorkNames.Result(execution, order);
        Directory.CreateDirectory(_farm.At(order.ResultFolder));
        File.Copy(file, _farm.At(order.ResultFolder, result));
        await PublishAsync(new TranscodeCompleted
        {
            JobId = order.JobId,
            PartId = order.PartId,
            AttemptId = order.AttemptId,
            ExecutionId = execution,
            EncoderId = _id,
            EncoderName = name,
            SourceSha256 = await FileHash.Sha256Async(_farm.At(order.SourcePath), Token),
            SettingsHash = order.SettingsHash,
            ResultPath = $"{order.ResultFolder}/{result}",
            ResultBytes = new FileInfo(file).Length,
            ResultSha256 = await FileHash.Sha256Async(file, Token),
            Frames = order.ExpectedFrames ?? 0,
            EncodeTime = TimeSpan.FromSeconds(1),
        });
        await _channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, Token);
        return result;
    }

    /// <summary>What the broker does with an order that came back too often.</summary>
    public async Task GiveUpAsync(BasicGetResult delivery)
    {
        await _channel.BasicPublishAsync("", Queues.Poison, true, new BasicProperties(delivery.BasicProperties), delivery.Body, Token);
        await _channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, Token);
    }

    /// <summary>Publishes the plain message of a script that asks for a film.</summary>
    public async Task SubmitAsync(string path) => await PublishAsync(nameof(SubmitJob), "application/json", new JsonObject { ["path"] = path });

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static TranscodeRequested Order(BasicGetResult delivery) =>
        JsonNode.Parse(delivery.Body.Span)!["message"].Deserialize<TranscodeRequested>(JsonSerializerOptions.Web)!;

    private async Task<bool> IsOfAsync(BasicGetResult delivery, int attempt)
    {
        if (Order(delivery).Attempt == attempt)
        {
            return true;
        }

        await _channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, Token);
        return false;
    }

    private Task PublishAsync<TMessage>(TMessage message) => PublishAsync(
        typeof(TMessage).Name, "application/vnd.masstransit+json",
        new JsonObject
        {
            ["messageId"] = Guid.NewGuid(),
            ["messageType"] = new JsonArray($"urn:message:Transcoder.Contracts:{typeof(TMessage).Name}"),
            ["message"] = JsonSerializer.SerializeToNode(message, JsonSerializerOptions.Web),
        });

    private async Task PublishAsync(string type, string contentType, JsonObject body) => await _channel.BasicPublishAsync(
        $"Transcoder.Contracts:{type}", "", true, new BasicProperties { ContentType = contentType, DeliveryMode = DeliveryModes.Persistent },
        JsonSerializer.SerializeToUtf8Bytes(body), Token);
}
