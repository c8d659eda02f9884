using RabbitMQ.Client;

namespace Transcoder.TestKit.Brokers;

/// <summary>One virtual host of a test broker, and what stands in its queues.</summary>
public sealed class BrokerVirtualHost : IAsyncDisposable
{
    private readonly IBroker _broker;
    private readonly ManagementClient _management;

    internal BrokerVirtualHost(IBroker broker, ManagementClient management, string name)
    {
        _broker = broker;
        _management = management;
        Name = name;
        AmqpUri = management.AmqpUri(name);
        ManagementUri = management.Address;
    }

    /// <summary>Its name, unique on this broker.</summary>
    public string Name { get; }

    /// <summary>With user and password, as <c>Broker:Url</c> takes it.</summary>
    public Uri AmqpUri { get; }

    /// <summary>Of the broker's management API, without user and password.</summary>
    public Uri ManagementUri { get; }

    /// <summary>Opens a plain connection without automatic recovery; the caller closes it.</summary>
    public Task<IConnection> ConnectAsync(CancellationToken cancellationToken = default) =>
        new ConnectionFactory { Uri = AmqpUri, AutomaticRecoveryEnabled = false, ClientProvidedName = "test" }
            .CreateConnectionAsync(cancellationToken);

    /// <summary>Names of all queues, those included that no test expected.</summary>
    public Task<IReadOnlyList<string>> QueueNamesAsync(CancellationToken cancellationToken = default) =>
        _management.QueueNamesAsync(Name, cancellationToken);

    /// <summary>One queue; null when there is none of that name.</summary>
    public async Task<QueueState?> QueueAsync(string queue, CancellationToken cancellationToken = default)
    {
        if (!(await QueueNamesAsync(cancellationToken)).Contains(queue))
        {
            return null;
        }

        await using var connection = await ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var declared = await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
        var held = await _management.UnacknowledgedAsync(Name, cancellationToken);
        return new QueueState(queue, declared.MessageCount, held.GetValueOrDefault(queue), declared.ConsumerCount);
    }

    /// <summary>Every queue that can be looked at; exclusive ones of other connections are left out.</summary>
    public async Task<IReadOnlyList<QueueState>> QueuesAsync(CancellationToken cancellationToken = default)
    {
        var states = new List<QueueState>();
        foreach (var name in await _management.SharedQueueNamesAsync(Name, cancellationToken))
        {
            if (await QueueAsync(name, cancellationToken) is { } state)
            {
                states.Add(state);
            }
        }

        return states;
    }

    /// <summary>Closes every client's connection to this virtual host; clients may connect again at once.</summary>
    public Task CloseConnectionsAsync(CancellationToken cancellationToken = default) =>
        _broker.ControlAsync(["close_all_connections", "-p", Name, "closed by a test"], cancellationToken);

    /// <summary>Drops the messages that wait in a queue.</summary>
    public Task PurgeAsync(string queue, CancellationToken cancellationToken = default) =>
        _broker.ControlAsync(["purge_queue", "-p", Name, queue], cancellationToken);

    /// <summary>Deletes the virtual host with all it holds; does nothing for "/".</summary>
    public async ValueTask DisposeAsync()
    {
        if (Name != "/")
        {
            await _management.DeleteVirtualHostAsync(Name, CancellationToken.None);
        }
    }
}
