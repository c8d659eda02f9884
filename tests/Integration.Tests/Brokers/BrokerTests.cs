using System.Text;
using System.Text.Json.Nodes;
using MassTransit;
using RabbitMQ.Client;
using Transcoder.Contracts;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Integration.Tests.Brokers;

/// <summary>What infra/rabbitmq promises, on one kind of broker.</summary>
public abstract class BrokerTests(BrokerFixture brokers, BrokerKind kind)
{
    private const int DeliveryLimit = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly string[] AllQueues = [Queues.Work, Queues.Poison, Queues.Results, Queues.Heartbeats, Queues.Submissions, Queues.Cancellations];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_broker_has_every_queue_with_its_policy()
    {
        var broker = await BrokerAsync();

        var queues = await broker.ControlAsync(["list_queues", "--formatter", "json", "name", "type", "policy"], Cancelled);

        var found = JsonNode.Parse(queues)!.AsArray().Select(queue => $"{queue!["name"]} {Kind(queue["type"])} {queue["policy"]}");
        Assert.Equal(
            [
                $"{Queues.Cancellations} quorum coordinator-facts",
                $"{Queues.Heartbeats} classic coordinator-heartbeats",
                $"{Queues.Results} quorum coordinator-facts",
                $"{Queues.Submissions} quorum coordinator-facts",
                $"{Queues.Work} quorum transcode",
                $"{Queues.Poison} quorum coordinator-facts",
            ],
            found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_encode_may_hold_its_order_for_two_days()
    {
        var broker = await BrokerAsync();

        var timeout = await broker.ControlAsync(["eval", "application:get_env(rabbit, consumer_timeout)."], Cancelled);

        Assert.Equal($"{{ok,{TimeSpan.FromHours(48).TotalMilliseconds}}}", timeout.Trim());
    }

    [Fact]
    public async Task An_order_that_comes_back_too_often_lands_unchanged_in_the_poison_queue()
    {
        var broker = await BrokerAsync();
        await using var host = await broker.CreateVirtualHostAsync("poison", Cancelled);
        await using var connection = await host.ConnectAsync(Cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancelled);
        var body = Encoding.UTF8.GetBytes("""{"the order":"as it was sent"}""");
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", MessageId = "a", Persistent = true };
        await channel.BasicPublishAsync("Transcoder.Contracts:TranscodeRequested", "", mandatory: true, properties, body, Cancelled);

        var deliveries = await ReturnUntilGoneAsync(host, channel);

        Assert.InRange(deliveries, DeliveryLimit, DeliveryLimit + 1);
        await EventuallyHoldsAsync(host, Queues.Poison, 1);
        var poison = await channel.BasicGetAsync(Queues.Poison, autoAck: true, Cancelled);
        Assert.Equal(body, poison!.Body.ToArray());
        Assert.Equal(properties.ContentType, poison.BasicProperties.ContentType);
        Assert.Equal(properties.MessageId, poison.BasicProperties.MessageId);
    }

    [Fact]
    public async Task Heartbeats_beyond_the_limit_push_out_the_oldest()
    {
        var broker = await BrokerAsync();
        await using var host = await broker.CreateVirtualHostAsync("heartbeats", Cancelled);
        await using var connection = await host.ConnectAsync(Cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancelled);

        for (var i = 0; i < 10_050; i++)
        {
            await channel.BasicPublishAsync("Transcoder.Contracts:EncoderHeartbeat", "", Encoding.UTF8.GetBytes($"{i}"), Cancelled);
        }

        await EventuallyHoldsAsync(host, Queues.Heartbeats, 10_000);
        var oldest = await channel.BasicGetAsync(Queues.Heartbeats, autoAck: true, Cancelled);
        Assert.Equal("50", Encoding.UTF8.GetString(oldest!.Body.Span));
    }

    [Fact]
    public async Task The_bus_declares_what_the_definitions_hold_and_nothing_beside()
    {
        var broker = await BrokerAsync();
        await using var host = await broker.CreateVirtualHostAsync("bus", Cancelled);
        var got = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(host.AmqpUri);
            foreach (var queue in AllQueues)
            {
                rabbit.ReceiveEndpoint(queue, endpoint =>
                {
                    if (queue != Queues.Heartbeats)
                    {
                        endpoint.SetQuorumQueue();
                    }

                    endpoint.ConfigureConsumeTopology = false;
                    endpoint.Handler<SubmitJob>(context => Task.FromResult(got.TrySetResult($"{queue} {context.Message.Path}")));
                });
            }
        });

        await bus.StartAsync(Cancelled);
        try
        {
            await bus.Publish(new SubmitJob { Path = "a.mov" }, Cancelled);

            Assert.Equal($"{Queues.Submissions} a.mov", await got.Task.WaitAsync(Limit, Cancelled));
            Assert.Equal(AllQueues.Order(), (await host.QueueNamesAsync(Cancelled)).Order());
            Assert.All(await host.QueuesAsync(Cancelled), queue => Assert.Equal(1, queue.Consumers));
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Two_virtual_hosts_know_nothing_of_each_other_and_go_when_disposed()
    {
        var broker = await BrokerAsync();
        var one = await broker.CreateVirtualHostAsync("twin", Cancelled);
        await using var other = await broker.CreateVirtualHostAsync("twin", Cancelled);
        await PublishAsync(one, Queues.Work);

        await EventuallyHoldsAsync(one, Queues.Work, 1);
        Assert.All(await other.QueuesAsync(Cancelled), queue => Assert.True(queue.IsEmpty));

        await one.DisposeAsync();
        await one.DisposeAsync();
        Assert.DoesNotContain(one.Name, await broker.ControlAsync(["list_vhosts"], Cancelled));
    }

    [Fact]
    public async Task Held_orders_show_and_closed_connections_give_them_back()
    {
        var broker = await BrokerAsync();
        await using var host = await broker.CreateVirtualHostAsync("held", Cancelled);
        await PublishAsync(host, Queues.Work);
        await using var connection = await host.ConnectAsync(Cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancelled);
        await EventuallyHoldsAsync(host, Queues.Work, 1);
        Assert.NotNull(await channel.BasicGetAsync(Queues.Work, autoAck: false, Cancelled));
        await EventuallyHoldsAsync(host, Queues.Work, ready: 0, unacknowledged: 1);

        await host.CloseConnectionsAsync(Cancelled);

        await EventuallyHoldsAsync(host, Queues.Work, 1);
        Assert.False(connection.IsOpen);
    }

    [Fact]
    public async Task A_broker_of_ones_own_survives_a_stop_a_kill_and_a_freeze_with_its_messages()
    {
        await SkipUnlessAvailableAsync();
        await using var broker = await BrokerFixture.RunAsync(kind, Cancelled);
        await PublishAsync(broker.Root, Queues.Work);

        await broker.RestartAsync(Cancelled);
        await EventuallyHoldsAsync(broker.Root, Queues.Work, 1);
        await PublishAsync(broker.Root, Queues.Work);
        await broker.KillAsync(Cancelled);
        await broker.StartAsync(Cancelled);
        await EventuallyHoldsAsync(broker.Root, Queues.Work, 2);
        await broker.PauseAsync(Cancelled);
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => broker.Root.ConnectAsync(patience.Token));
        }

        await broker.ResumeAsync(Cancelled);
        await EventuallyHoldsAsync(broker.Root, Queues.Work, 2);
    }

    [Fact]
    public async Task The_acknowledgement_timeout_can_be_made_short_for_a_test()
    {
        await SkipUnlessAvailableAsync();
        await using var broker = await BrokerFixture.RunAsync(kind, Cancelled);
        await broker.SetAcknowledgementTimeoutAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), Cancelled);
        await PublishAsync(broker.Root, Queues.Work);
        await using var connection = await broker.Root.ConnectAsync(Cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancelled);
        await EventuallyHoldsAsync(broker.Root, Queues.Work, 1);

        Assert.NotNull(await channel.BasicGetAsync(Queues.Work, autoAck: false, Cancelled));

        await Eventually.TrueAsync(() => channel.IsClosed, Limit);
        Assert.Equal(406, channel.CloseReason!.ReplyCode);
        await EventuallyHoldsAsync(broker.Root, Queues.Work, 1);
    }

    private static string Kind(JsonNode? type) => type!.GetValue<string>().Replace("rabbit_", "").Replace("_queue", "");

    private static async Task PublishAsync(BrokerVirtualHost host, string queue)
    {
        await using var connection = await host.ConnectAsync(Cancelled);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Cancelled);
        await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Persistent = true }, "{}"u8.ToArray(), Cancelled);
    }

    private static async Task<int> ReturnUntilGoneAsync(BrokerVirtualHost host, IChannel channel)
    {
        var deliveries = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                while (await channel.BasicGetAsync(Queues.Work, autoAck: false, Cancelled) is { } delivery)
                {
                    deliveries++;
                    await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true, Cancelled);
                }

                return deliveries > 0 && await host.QueueAsync(Queues.Poison, Cancelled) is { Ready: 1 };
            },
            Limit,
            () => Task.FromResult($"{deliveries} deliveries"));
        return deliveries;
    }

    private static async Task EventuallyHoldsAsync(BrokerVirtualHost host, string queue, long ready, long unacknowledged = 0)
    {
        QueueState? last = null;
        await Eventually.TrueAsync(
            async () => (last = await host.QueueAsync(queue, Cancelled)) is { } state && state.Ready == ready && state.Unacknowledged == unacknowledged,
            Limit,
            () => Task.FromResult($"{last}"));
    }

    private async Task SkipUnlessAvailableAsync()
    {
        var available = await BrokerFixture.AvailableAsync(kind, Cancelled);
        Assert.SkipUnless(available.Exists, available.Reason);
    }

    private async Task<IBroker> BrokerAsync()
    {
        await SkipUnlessAvailableAsync();
        return await brokers.GetAsync(kind, Cancelled);
    }
}
