using RabbitMQ.Client.Exceptions;

namespace Transcoder.TestKit.Brokers;

/// <summary>What both brokers do alike.</summary>
internal static class VirtualHosts
{
    public static async Task<BrokerVirtualHost> CreateAsync(
        IBroker broker, ManagementClient management, string name, CancellationToken cancellationToken)
    {
        var unique = $"{name}-{Guid.NewGuid():n}";
        await management.CreateVirtualHostAsync(unique, BrokerFiles.VirtualHostDefinitions(), cancellationToken);
        return new BrokerVirtualHost(broker, management, unique);
    }

    /// <summary>Whether clients and administrators get an answer.</summary>
    public static async Task<bool> AnswersAsync(BrokerVirtualHost host, ManagementClient management, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await host.ConnectAsync(cancellationToken);
            await management.VersionAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or HttpRequestException or OperationInterruptedException)
        {
            return false;
        }
    }
}
