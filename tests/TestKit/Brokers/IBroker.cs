namespace Transcoder.TestKit.Brokers;

/// <summary>A RabbitMQ of the tests' own, set up from infra/rabbitmq; safe to share, virtual hosts keep tests apart.</summary>
public interface IBroker : IAsyncDisposable
{
    /// <summary>What it is.</summary>
    BrokerKind Kind { get; }

    /// <summary>RabbitMQ's version, such as "3.10.8".</summary>
    string Version { get; }

    /// <summary>The virtual host "/", as infra/rabbitmq defines it at the first start. Shared: prefer one of your own.</summary>
    BrokerVirtualHost Root { get; }

    /// <summary>Makes a virtual host with the topology and policies of infra/rabbitmq; disposing it deletes it.</summary>
    /// <param name="name">Letters, digits, '-' and '_'; a suffix makes it unique, so the same name may be asked for again.</param>
    Task<BrokerVirtualHost> CreateVirtualHostAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Ends it in order (SIGTERM); returns when it is gone. Ports and data stay for <see cref="StartAsync"/>.</summary>
    Task StopAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends it by SIGKILL; returns when it is gone. Ports and data stay for <see cref="StartAsync"/>.</summary>
    Task KillAsync(CancellationToken cancellationToken = default);

    /// <summary>Starts it again, with the same ports and data; returns when it takes connections.</summary>
    /// <exception cref="TimeoutException">It did not come up; the message holds its last output.</exception>
    Task StartAsync(CancellationToken cancellationToken = default);

    /// <summary>Freezes it: connections stay open and nothing answers, as behind a dead link.</summary>
    Task PauseAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends <see cref="PauseAsync"/>.</summary>
    Task ResumeAsync(CancellationToken cancellationToken = default);

    /// <summary>Runs rabbitmqctl and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds its output.</exception>
    Task<string> ControlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default);
}
