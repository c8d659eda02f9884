using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Settings;

namespace Transcoder.Encoder.Messaging;

/// <summary>The encoder's part of a bus; the same over RabbitMQ and in memory.</summary>
public static class EncoderBus
{
    /// <summary>Registers what consumes orders and cancels.</summary>
    public static void AddConsumers(IBusRegistrationConfigurator configurator)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configurator.AddConsumer<TranscodeRequestedConsumer>();
        configurator.AddConsumer<CancelTranscodeConsumer>();
    }

    /// <summary>
    /// Configures the work queue, one unacknowledged order per slot, and a queue for cancels that lives as long as this process's connection.
    /// </summary>
    /// <param name="context">Of a container that <see cref="EncoderHost.AddEncoder"/> has seen.</param>
    /// <param name="bus">RabbitMQ or in memory.</param>
    public static void ConfigureEndpoints(IBusRegistrationContext context, IReceiveConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(bus);
        var slots = context.GetRequiredService<IOptions<EncoderOptions>>().Value.Slots;
        var identity = context.GetRequiredService<EncoderIdentity>();

        bus.ReceiveEndpoint(Queues.Work, endpoint =>
        {
            // Orders above the number of slots would wait here while another encoder is idle.
            endpoint.PrefetchCount = slots;
            endpoint.ConcurrentMessageLimit = slots;

            // A fault is a bug and stays in the error queue; expected failures are reports of our own. No retry: it would run ffmpeg twice.
            endpoint.PublishFaults = false;
            if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
            {
                queue.SetQuorumQueue();
            }

            endpoint.ConfigureConsumer<TranscodeRequestedConsumer>(context);
        });

        bus.ReceiveEndpoint($"encoder-cancel-{identity.Id:n}", endpoint =>
        {
            endpoint.PublishFaults = false;
            if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
            {
                queue.Durable = false;
                queue.AutoDelete = true;
                queue.Exclusive = true;
            }

            endpoint.ConfigureConsumer<CancelTranscodeConsumer>(context);
        });
    }
}
