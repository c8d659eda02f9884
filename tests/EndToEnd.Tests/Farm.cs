using Transcoder.Media.Ffprobe;
using Transcoder.Media.Files;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>A coordinator and encoders as processes, RabbitMQ between them, and rsync over a private SSH server.</summary>
internal sealed class Farm : IAsyncDisposable
{
    /// <summary>Long enough to be interrupted, short enough to be waited for.</summary>
    public static readonly ClipShape LongFilm = new() { Frames = 150, Width = 960, Height = 540 };

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);

    private readonly TempTree _tree = new();
    private readonly List<TranscoderProcess> _processes = [];
    private readonly BrokerVirtualHost _host;
    private readonly SshServer _ssh;
    private readonly int _port = FreePort.Take();

    private Farm(BrokerVirtualHost host, SshServer ssh) => (_host, _ssh) = (host, ssh);

    public BrokerVirtualHost Host => _host;

    /// <summary>Address of the coordinator's API.</summary>
    public string Url => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    public TempTree Tree => _tree;

    private string Root => _tree.At("storage");

    public static async Task<Farm> StartAsync(BrokerFixture brokers)
    {
        var broker = await brokers.GetAsync(BrokerKind.Local, TestContext.Current.CancellationToken);
        return new Farm(
            await broker.CreateVirtualHostAsync($"farm-{Guid.NewGuid():n}", TestContext.Current.CancellationToken), await SshServer.StartAsync());
    }

    public TranscoderProcess Coordinator() => Add(
        "coordinator", $"--urls={Url}", $"--Storage:Root={Root}", $"--Storage:Endpoints:0={_ssh.EndpointFor(Root)}",
        $"--Database:Connection=Data Source={_tree.At("database", "jobs.db")}", "--Ingest:QuietPeriod=00:00:01",
        "--Profiles:slow:VideoCodec=H264", "--Profiles:slow:Preset=veryslow", "--Profiles:slow:Threads=1");

    public TranscoderProcess Encoder(string name) => Add(
        "encoder", $"--Encoder:Name={name}", $"--Encoder:WorkDirectory={_tree.At("encoder", name)}", $"--Encoder:SshKey={_ssh.KeyPath}",
        $"--Encoder:KnownHosts={_ssh.KnownHostsPath}", "--Encoder:HeartbeatInterval=00:00:01");

    /// <summary>Makes a film and drops it, complete, into <c>incoming/</c>.</summary>
    public async Task DropAsync(string name, ClipShape? shape = null)
    {
        var made = await Clips.MakeAsync(_tree.At($"made-{name.Replace('/', '-')}"), shape, TestContext.Current.CancellationToken);
        var dropped = Path.Combine(Root, "incoming", name);
        Directory.CreateDirectory(Path.GetDirectoryName(dropped)!);
        File.Copy(made, dropped + ".part");
        Assert.True(AtomicFile.TryMove(dropped + ".part", dropped));
    }

    public string Made(string name) => _tree.At($"made-{name.Replace('/', '-')}");

    public string At(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>Waits for a file of the storage.</summary>
    public Task AppearsAsync(params string[] path) => Eventually.TrueAsync(() => File.Exists(At(path)), Limit, State);

    /// <summary>Results, without the records beside them.</summary>
    public IReadOnlyList<string> Results() => Files("completed");

    /// <summary>What of jobs is left in <c>work/</c>.</summary>
    public IReadOnlyList<string> Leftovers() => Files("work");

    public static async Task<MediaProbe> ProbeAsync(string path)
    {
        await using var tools = new ToolRunner();
        return Assert.IsType<ProbeOutcome.Probed>(await new FfprobeClient(tools).ProbeAsync(path, TestContext.Current.CancellationToken)).Probe;
    }

    /// <summary>Runs a client command against the coordinator to its end.</summary>
    public async Task<(int ExitCode, string Output)> ClientAsync(params string[] arguments)
    {
        await using var client = new TranscoderProcess(_tree.Root, [.. arguments, "--url", Url]);
        var result = await client.Ended;
        return (result.ExitCode, string.Join('\n', client.Output));
    }

    public string State() => string.Join('\n', _tree.Entries().Where(entry => !entry.Contains("/ssh/", StringComparison.Ordinal))
        .Concat(_processes.SelectMany(process => process.Output.TakeLast(15))));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            await process.DisposeAsync();
        }

        await _ssh.DisposeAsync();
        await _host.DisposeAsync();
        _tree.Dispose();
    }

    private IReadOnlyList<string> Files(string folder) => !Directory.Exists(At(folder)) ? [] :
        [.. Directory.EnumerateFiles(At(folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(At(folder), file)).Where(file => !file.StartsWith(".transcoder", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private TranscoderProcess Add(params string[] arguments)
    {
        var process = new TranscoderProcess(_tree.Root, [.. arguments, $"--Broker:Url={_host.AmqpUri}", "--Logging:LogLevel:Default=Information"]);
        _processes.Add(process);
        return process;
    }
}
