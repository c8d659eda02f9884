using System.Net;
using CliWrap;
using CliWrap.Buffered;

namespace Transcoder.TestKit.Brokers;

/// <summary>A private node of the system's RabbitMQ: own ports, own data, own port mapper, own cookie.</summary>
public sealed class LocalBroker : IBroker
{
    // The real script: the one on PATH changes the user and the working folder.
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string Control = "/usr/lib/rabbitmq/bin/rabbitmqctl";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly string _folder = Directory.CreateTempSubdirectory("transcoder-broker-").FullName;
    private readonly BrokerAccess _access;
    private readonly ManagementClient _management;
    private readonly int _mapperPort = FreePort.Take();
    private readonly Dictionary<string, string?> _environment;
    private OwnedProcess? _mapper;
    private OwnedProcess? _node;

    private LocalBroker(IPAddress address)
    {
        _access = new BrokerAccess { Address = address };
        _management = new ManagementClient(_access);
        _environment = Environment();
        Root = new BrokerVirtualHost(this, _management, "/");
    }

    /// <inheritdoc/>
    public BrokerKind Kind => BrokerKind.Local;

    /// <inheritdoc/>
    public string Version { get; private set; } = "";

    /// <inheritdoc/>
    public BrokerVirtualHost Root { get; }

    /// <summary>The node's folder; gone after disposal.</summary>
    public string Folder => _folder;

    /// <summary>Ids of the node and of its port mapper, while they run.</summary>
    public IReadOnlyList<int> ProcessIds => [.. new[] { _mapper, _node }.OfType<OwnedProcess>().Select(process => process.Id)];

    /// <summary>Whether the server is installed.</summary>
    public static BrokerAvailability Available() => File.Exists(Server)
        ? new BrokerAvailability(true, "")
        : new BrokerAvailability(false, $"rabbitmq-server is not installed ({Server} is missing).");

    /// <summary>Starts a node; about ten seconds.</summary>
    /// <exception cref="TimeoutException">It did not come up; the message holds its last output.</exception>
    public static Task<LocalBroker> RunAsync(CancellationToken cancellationToken = default) => RunAsync(IPAddress.Loopback, cancellationToken);

    /// <summary>Starts a node that serves clients at an address of this machine; about ten seconds.</summary>
    /// <exception cref="TimeoutException">It did not come up; the message holds its last output.</exception>
    public static async Task<LocalBroker> RunAsync(IPAddress address, CancellationToken cancellationToken = default)
    {
        var broker = new LocalBroker(address);
        try
        {
            await broker.WriteFilesAsync(cancellationToken);
            await broker.StartAsync(cancellationToken);
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
    public Task StopAsync(CancellationToken cancellationToken = default) => EndAsync("TERM", cancellationToken);

    /// <inheritdoc/>
    public Task KillAsync(CancellationToken cancellationToken = default) => EndAsync("KILL", cancellationToken);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _mapper ??= await OwnedProcess.StartAsync("epmd", ["-address", "127.0.0.1", "-port", $"{_mapperPort}"], _environment);
        _node = await OwnedProcess.StartAsync(Server, [], _environment);
        await Eventually.TrueAsync(
            async () => _node.Exited.IsCompleted || await VirtualHosts.AnswersAsync(Root, _management, cancellationToken),
            StartLimit,
            () => Task.FromResult(_node.LastOutput));
        if (_node.Exited.IsCompleted)
        {
            throw new TimeoutException($"The broker ended while starting:\n{_node.LastOutput}");
        }

        Version = await _management.VersionAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task PauseAsync(CancellationToken cancellationToken = default) => Running().SignalAsync("STOP", cancellationToken);

    /// <inheritdoc/>
    public Task ResumeAsync(CancellationToken cancellationToken = default) => Running().SignalAsync("CONT", cancellationToken);

    /// <inheritdoc/>
    public async Task<string> ControlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        var result = await Cli.Wrap(Control).WithArguments(["--quiet", .. arguments]).WithEnvironmentVariables(_environment)
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellationToken);
        return result.IsSuccess
            ? result.StandardOutput
            : throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)}: {result.StandardError}{result.StandardOutput}");
    }

    /// <summary>Ends node and port mapper and removes the data; twice is harmless.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync("KILL", CancellationToken.None);
        if (_mapper is { } mapper)
        {
            await mapper.EndAsync("KILL", CancellationToken.None);
            _mapper = null;
        }

        _management.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private OwnedProcess Running() => _node ?? throw new InvalidOperationException("The broker is stopped");

    private async Task EndAsync(string signal, CancellationToken cancellationToken)
    {
        if (_node is { } node)
        {
            await node.EndAsync(signal, cancellationToken);
            _node = null;
        }
    }

    private Dictionary<string, string?> Environment() => new()
    {
        ["HOME"] = _folder,
        ["RABBITMQ_NODENAME"] = $"test{_access.AmqpPort}@localhost",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
        ["RABBITMQ_CONFIG_FILE"] = BrokerFiles.Configuration,
        ["RABBITMQ_CONFIG_FILES"] = Path.Combine(_folder, "conf.d"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(_folder, "advanced.config"),
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(_folder, "none"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = BrokerFiles.EnabledPlugins,
        ["RABBITMQ_NODE_PORT"] = $"{_access.AmqpPort}",
        ["RABBITMQ_DIST_PORT"] = $"{FreePort.Take()}",
        ["RABBITMQ_PID_FILE"] = Path.Combine(_folder, "pid"),

        // Schedulers that wait for work spin otherwise, and the tests' other processes need the cores.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none",
        ["ERL_EPMD_PORT"] = $"{_mapperPort}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",

        // The script then becomes the node instead of waiting beside it, so the id that was started is the node's.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
    };

    private async Task WriteFilesAsync(CancellationToken cancellationToken)
    {
        var definitions = Directory.CreateDirectory(Path.Combine(_folder, "definitions.d")).FullName;
        File.Copy(BrokerFiles.Definitions, Path.Combine(definitions, "10-topology.json"));
        await File.WriteAllTextAsync(Path.Combine(definitions, "20-users.json"), BrokerFiles.Users(_access), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "advanced.config"), BrokerFiles.Advanced, cancellationToken);
        var settings = Directory.CreateDirectory(Path.Combine(_folder, "conf.d")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(settings, "90-test.conf"),
            $"""
            listeners.tcp.default = {_access.Address}:{_access.AmqpPort}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {_access.ManagementPort}
            prometheus.tcp.ip = 127.0.0.1
            prometheus.tcp.port = {_access.PrometheusPort}
            load_definitions = {definitions}

            """,
            cancellationToken);
    }
}
