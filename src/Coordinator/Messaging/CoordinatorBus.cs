using MassTransit;
using Microsoft.Extensions.Options;
using Transcoder.Broker;
using Transcoder.Contracts;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Results;
using Transcoder.Coordinator.Submissions;

namespace Transcoder.Coordinator.Messaging;

/// <summary>What the coordinator consumes, and from which queues.</summary>
public static class CoordinatorBus
{
    private const int ResultsAtOnce = 32;

    public static void AddConsumers(IBusRegistrationConfigurator configurator)
    {
        configurator.AddConsumer<TranscodeStartedConsumer>();
        configurator.AddConsumer<TranscodeCompletedConsumer>();
        configurator.AddConsumer<TranscodeFailedConsumer>();
        configurator.AddConsumer<TranscodeDeclinedConsumer>();
        configurator.AddConsumer<TranscodeHandedBackConsumer>();
        configurator.AddConsumer<PoisonConsumer>();
        configurator.AddConsumer<EncoderHeartbeatConsumer>();
        configurator.AddConsumer<SubmitJobConsumer>();
        configurator.AddConsumer<CancelJobConsumer>();
    }

    /// <summary>Declares the receive endpoints; for RabbitMQ and for the in-memory bus.</summary>
    public static void ConfigureEndpoints<T>(IBusRegistrationContext context, IReceiveConfigurator<T> configurator)
        where T : IReceiveEndpointConfigurator
    {
        configurator.ReceiveEndpoint(Queues.Results, endpoint =>
        {
            endpoint.MakeQuorum();
            endpoint.PrefetchCount = ResultsAtOnce;
            endpoint.ConfigureConsumer<TranscodeStartedConsumer>(context, KeepTrying);
            endpoint.ConfigureConsumer<TranscodeCompletedConsumer>(context, KeepTrying);
            endpoint.ConfigureConsumer<TranscodeFailedConsumer>(context, KeepTrying);
            endpoint.ConfigureConsumer<TranscodeDeclinedConsumer>(context, KeepTrying);
            endpoint.ConfigureConsumer<TranscodeHandedBackConsumer>(context, KeepTrying);
        });
        configurator.ReceiveEndpoint(Queues.Poison, endpoint =>
        {
            endpoint.MakeQuorum();
            // The broker dead-letters into the queue itself; bound to the message it would receive every order.
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConfigureConsumer<PoisonConsumer>(context, KeepTrying);
        });
        configurator.ReceiveEndpoint(Queues.Heartbeats, endpoint =>
        {
            endpoint.PrefetchCount = ResultsAtOnce;
            endpoint.ConfigureConsumer<EncoderHeartbeatConsumer>(context);
        });
        configurator.ReceiveEndpoint(Queues.Submissions, endpoint => endpoint.TakeRequests<SubmitJobConsumer>(context));
        configurator.ReceiveEndpoint(Queues.Cancellations, endpoint => endpoint.TakeRequests<CancelJobConsumer>(context));
    }

    /// <summary>The settings of a RabbitMQ bus that coordinator and embedded host share.</summary>
    public static void ConfigureHost(IRabbitMqBusFactoryConfigurator configurator, IBusRegistrationContext context, string role)
    {
        configurator.UseBroker(context.GetRequiredService<IOptions<BrokerOptions>>().Value, role);
        // Without this an order that is published before the first encoder has ever connected would have no queue.
        configurator.Publish<TranscodeRequested>(topology => topology.BindQueue(Queues.Work, Queues.Work, queue => queue.SetQueueArgument("x-queue-type", "quorum")));
    }

    /// <summary>Scripts send plain JSON; senders on the bus send envelopes. Both are understood, and what is neither is answered.</summary>
    private static void TakeRequests<T>(this IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context)
        where T : class, IConsumer
    {
        endpoint.MakeQuorum();
        endpoint.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType, isDefault: true);
        var unreadable = new UnreadableRequests(
            context.GetRequiredService<IBus>, context.GetRequiredService<TimeProvider>(),
            context.GetRequiredService<ILoggerFactory>().CreateLogger<UnreadableRequests>());
        endpoint.ConfigureReceive(pipe => pipe.UseFilter(unreadable));
        endpoint.ConfigureError(pipe => pipe.UseFilter(unreadable));
        endpoint.DiscardSkippedMessages();
        endpoint.ConfigureConsumer<T>(context, KeepTrying);
    }

    private static void MakeQuorum(this IReceiveEndpointConfigurator endpoint) =>
        (endpoint as IRabbitMqReceiveEndpointConfigurator)?.SetQuorumQueue();

    /// <summary>A full disk or a locked database is no reason to put a result aside: the fact is written when writing works again.</summary>
    private static void KeepTrying<T>(IConsumerConfigurator<T> consumer)
        where T : class =>
        consumer.UseMessageRetry(retry => retry
            .Exponential(int.MaxValue, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1)));
}
