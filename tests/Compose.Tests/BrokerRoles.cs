using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Transcoder.Broker;
using Transcoder.TestKit;

namespace Transcoder.Compose.Tests;

/// <summary>Connections to the farm's broker with the secrets of each role, as somebody would make them who has got hold of these.</summary>
internal sealed class BrokerRoles(ComposeFarm farm, TempTree tree)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Where and as whom a role connects.</summary>
    public async Task<ConnectionFactory> FactoryAsync(string role, string virtualHost = "/")
    {
        var authority = tree.File("ca.pem", System.Text.Encoding.UTF8.GetBytes(await farm.SecretAsync("tls/ca.pem")));
        var url = $"amqps://{role}:{await farm.SecretAsync($"{role}/broker-password")}@broker:5671/";
        var factory = BrokerConnection.Factory(new BrokerOptions { Url = url, CaFile = authority }, "test");
        // Known by its name to its neighbours alone.
        factory.HostName = await farm.AddressAsync("broker");
        factory.VirtualHost = virtualHost;
        return factory;
    }

    /// <summary>The code with which the broker closed the channel on which a role did something; null when it let it.</summary>
    public async Task<int?> TriesAsync(string role, Func<IChannel, Task> deed)
    {
        await using var connection = await (await FactoryAsync(role)).CreateConnectionAsync(Cancelled);
        // Published is what the broker has confirmed.
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancelled);
        try
        {
            await deed(channel);
            return null;
        }
        catch (Exception refused) when (refused is OperationInterruptedException or AlreadyClosedException or PublishException)
        {
            return channel.CloseReason?.ReplyCode ?? throw new InvalidOperationException("The channel is still open", refused);
        }
    }
}
