using System.Text;
using CliWrap;
using CliWrap.Buffered;
using DotNet.Testcontainers.Configurations;
using Testcontainers.RabbitMq;

namespace Transcoder.TestKit.Brokers;

/// <summary>The image of compose.yaml with infra/rabbitmq in it. No reaper container: disposal removes the container and its data.</summary>
public sealed class ContainerBroker : IBroker
{
    private const string Image = "rabbitmq:4-management";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly BrokerAccess _access = new();
    private readonly ManagementClient _management;
    private readonly RabbitMqContainer _container;

    private ContainerBroker()
    {
        _management = new ManagementClient(_access);
        _container = Build(_access);
        Root = new BrokerVirtualHost(this, _management, "/");
    }

    /// <inheritdoc/>
    public BrokerKind Kind => BrokerKind.Container;

    /// <inheritdoc/>
    public string Version { get; private set; } = "";

    /// <inheritdoc/>
    public BrokerVirtualHost Root { get; }

    /// <summary>Whether the container engine answers.</summary>
    public static async Task<BrokerAvailability> AvailableAsync(CancellationToken cancellationToken = default) =>
        await DockerEngine.ProblemAsync(AnswerLimit, cancellationToken) is { } problem
            ? new BrokerAvailability(false, problem)
            : new BrokerAvailability(true, "");

    /// <summary>Starts a container; about fifteen seconds.</summary>
    public static async Task<ContainerBroker> RunAsync(CancellationToken cancellationToken = default)
    {
        await DockerEngine.AdaptClientAsync(cancellationToken);
        TestcontainersSettings.ResourceReaperEnabled = false;
        var broker = new ContainerBroker();
        try
        {
            await broker._container.StartAsync(cancellationToken);
            await broker.AnswersAsync(cancellationToken);
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<BrokerVirtualHost> CreateVirtualHostAsync(string name, CancellationToken cancellationToken = default) =>
        await VirtualHosts.CreateAsync(this, _management, name, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken = default) =>
        DockerAsync(["stop", "--time", "60", _container.Id], cancellationToken);

    /// <inheritdoc/>
    public Task KillAsync(CancellationToken cancellationToken = default) => DockerAsync(["kill", _container.Id], cancellationToken);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await DockerAsync(["start", _container.Id], cancellationToken);
        await AnswersAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task PauseAsync(CancellationToken cancellationToken = default) => DockerAsync(["pause", _container.Id], cancellationToken);

    /// <inheritdoc/>
    public Task ResumeAsync(CancellationToken cancellationToken = default) => DockerAsync(["unpause", _container.Id], cancellationToken);

    /// <inheritdoc/>
    public Task<string> ControlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default) =>
        DockerAsync(["exec", "--user", "rabbitmq", "--env", "HOME=/var/lib/rabbitmq", _container.Id, "rabbitmqctl", "--quiet", .. arguments], cancellationToken);

    /// <summary>Removes the container and its data; twice is harmless.</summary>
    public async ValueTask DisposeAsync()
    {
        await _container.DisposeAsync();
        _management.Dispose();
    }

    // Fixed ports: the engine would pick others when the container starts again, and clients could not come back.
    private static RabbitMqContainer Build(BrokerAccess access) => new RabbitMqBuilder(Image)
        .WithUsername(access.User)
        .WithPassword(access.Password)
        .WithPortBinding(access.AmqpPort, 5672)
        .WithPortBinding(access.ManagementPort, 15672)
        .WithPortBinding(access.PrometheusPort, 15692)
        .WithResourceMapping(File.ReadAllBytes(BrokerFiles.Configuration), "/etc/rabbitmq/rabbitmq.conf")
        .WithResourceMapping(File.ReadAllBytes(BrokerFiles.EnabledPlugins), "/etc/rabbitmq/enabled_plugins")
        .WithResourceMapping(Encoding.UTF8.GetBytes(BrokerFiles.Advanced), "/etc/rabbitmq/advanced.config")
        .WithResourceMapping(File.ReadAllBytes(BrokerFiles.Definitions), "/etc/rabbitmq/definitions.d/10-topology.json")
        .WithResourceMapping(Encoding.UTF8.GetBytes(BrokerFiles.Users(access)), "/etc/rabbitmq/definitions.d/20-users.json")
        .Build();

    private static async Task<string> DockerAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await Cli.Wrap("docker").WithArguments(arguments).WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
        return result.IsSuccess
            ? result.StandardOutput
            : throw new InvalidOperationException($"docker {string.Join(' ', arguments)}: {result.StandardError}{result.StandardOutput}");
    }

    private async Task AnswersAsync(CancellationToken cancellationToken)
    {
        await Eventually.TrueAsync(
            () => VirtualHosts.AnswersAsync(Root, _management, cancellationToken),
            StartLimit,
            async () => (await _container.GetLogsAsync(ct: cancellationToken)).Stdout);
        Version = await _management.VersionAsync(cancellationToken);
    }
}
