using MassTransit;
using MassTransit.Configuration;
using MassTransit.RabbitMqTransport;

namespace Transcoder.Broker;

/// <summary>
/// Lets a bus make no queue and no exchange but those that end with its connection: the lasting ones are the broker's, and a bus that cannot make
/// them cannot remove them either.
/// </summary>
internal sealed class DeployedTopology : IEndpointConfigurationObserver, IPublishTopologyConfigurationObserver
{
    public static void Expect(IRabbitMqBusFactoryConfigurator bus)
    {
        var topology = new DeployedTopology();
        bus.ConnectEndpointConfigurationObserver(topology);
        bus.PublishTopology.ConnectPublishTopologyConfigurationObserver(topology);
    }

    void IEndpointConfigurationObserver.EndpointConfigured<T>(T configurator)
    {
        if (configurator is IRabbitMqReceiveEndpointConfigurator endpoint)
        {
            // They would go to exchanges that nobody has deployed, and nobody listens to them.
            endpoint.PublishFaults = false;
            endpoint.ConfigureChannel(channel => channel.UseFilter(new Filter()));
        }
    }

    void IPublishTopologyConfigurationObserver.MessageTopologyCreated<T>(IMessagePublishTopologyConfigurator<T> configuration) =>
        configuration.Exclude = true;

    private sealed class Filter : IFilter<ChannelContext>
    {
        public Task Send(ChannelContext context, IPipe<ChannelContext> next) => next.Send(new DeployedChannel(context));

        public void Probe(ProbeContext context) => context.CreateFilterScope("deployedTopology");
    }
}
