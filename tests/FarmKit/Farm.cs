using System.Globalization;
using System.Text;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.FarmKit;

/// <summary>A coordinator and encoders as processes, RabbitMQ between them, and rsync over a private SSH server.</summary>
public sealed class Farm : IAsyncDisposable
{
    /// <summary>Long enough to be interrupted, short enough to be waited for.</summary>
    public static readonly ClipShape LongFilm = new() { Frames = 250, Width = 640, Height = 360 };

    /// <summary>The smallest there is.</summary>
    public static readonly ClipShape SmallFilm = new() { Frames = 25, Width = 64, Height = 48, AudioCodec = null };

    /// <summary>Settings of a profile whose encodes take as long as their films play.</summary>
    public static readonly IReadOnlyList<string> SlowProfile =
        ["--Profiles:slow:VideoCodec=H264", "--Profiles:slow:Preset=ultrafast", "--Profiles:slow:Threads=1"];

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);

    /// <summary>Of the API's operator.</summary>
    public const string Token = "0123456789-0123456789-0123456789";

    private readonly TempTree _tree = new();
    private readonly Lock _access = new();
    private readonly List<TranscoderProcess> _processes = [];
    private int _started;
    private readonly BrokerVirtualHost _host;
    private readonly SshServer _ssh;
    private readonly string _url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Take()}");

    private Farm(BrokerVirtualHost host, SshServer ssh)
    {
        (_host, _ssh) = (host, ssh);
        Api = new FarmApi(_url, State, Token);
    }

    public BrokerVirtualHost Host => _host;

    public FarmApi Api { get; }

    public FarmStorage Storage => new(Root);

    /// <summary>Holds all files of this farm, but those of the broker and of the SSH server.</summary>
    public TempTree Tree => _tree;

    /// <summary>Guards the storage.</summary>
    public SshServer Ssh => _ssh;

    /// <summary>Where every process writes a log of its own; null for nowhere.</summary>
    public string? LogFolder { get; init; }

    private string Root => _tree.At("storage");

    public static async Task<Farm> StartAsync(BrokerFixture brokers) =>
        await StartAsync(await brokers.GetAsync(BrokerKind.Local, TestContext.Current.CancellationToken));

    /// <param name="broker">Lives longer than the farm.</param>
    /// <param name="logFolder">As for <see cref="LogFolder"/>.</param>
    public static async Task<Farm> StartAsync(IBroker broker, string? logFolder = null) => new(
        await broker.CreateVirtualHostAsync($"farm-{Guid.NewGuid():n}", TestContext.Current.CancellationToken), await SshServer.StartAsync())
    {
        LogFolder = logFolder,
    };

    /// <param name="host">Disposed with the farm.</param>
    public static async Task<Farm> StartAsync(BrokerVirtualHost host) => new(host, await SshServer.StartAsync());

    /// <summary>A farm whose broker and storage are reached from beyond a cable, too.</summary>
    /// <param name="broker">Serves at this machine's end of it.</param>
    /// <param name="cable">Lives longer than the farm.</param>
    /// <param name="logFolder">As for <see cref="LogFolder"/>.</param>
    public static async Task<Farm> StartAsync(IBroker broker, NetworkCable cable, string? logFolder = null) => new(
        await broker.CreateVirtualHostAsync($"farm-{Guid.NewGuid():n}", TestContext.Current.CancellationToken), await SshServer.StartAsync(address: cable.Near))
    {
        LogFolder = logFolder,
    };

    /// <param name="settings">More settings, as a user writes them.</param>
    public TranscoderProcess Coordinator(params string[] settings) => Coordinator(new Dictionary<string, string>(), settings);

    /// <param name="environment">Added to the tests' own.</param>
    /// <param name="settings">More settings, as a user writes them.</param>
    public TranscoderProcess Coordinator(IReadOnlyDictionary<string, string> environment, params string[] settings) => Add(environment, [
        "coordinator", $"--urls={_url}", $"--Storage:Root={Root}", $"--Storage:Endpoints:0={_ssh.EndpointFor(Root)}",
        $"--Database:Connection=Data Source={_tree.At("database", "jobs.db")}", "--Ingest:QuietPeriod=00:00:01",
        $"--Api:TokenFile={_tree.File("api-token", Encoding.ASCII.GetBytes(Token))}", .. SlowProfile, .. settings]);

    /// <summary>Coordinator and one encoder slot in one process, on the same broker and storage.</summary>
    /// <param name="settings">More settings, as a user writes them.</param>
    public TranscoderProcess Up(params string[] settings) => Add(new Dictionary<string, string>(), [
        "up", $"--root={Root}", $"--urls={_url}", $"--Storage:Endpoints:0={_ssh.EndpointFor(Root)}", "--Ingest:QuietPeriod=00:00:01",
        $"--Api:TokenFile={_tree.File("api-token", Encoding.ASCII.GetBytes(Token))}", .. SlowProfile, .. settings]);

    public TranscoderProcess Encoder(string name) => EncoderWith(name);

    /// <param name="name">Of the machine; the same name has the same work folder.</param>
    /// <param name="settings">More settings, as a user writes them.</param>
    public TranscoderProcess EncoderWith(string name, params string[] settings) => Encoder(name, new Dictionary<string, string>(), settings);

    /// <param name="name">Of the machine; the same name has the same work folder.</param>
    /// <param name="environment">Added to the tests' own.</param>
    /// <param name="settings">More settings, as a user writes them.</param>
    public TranscoderProcess Encoder(string name, IReadOnlyDictionary<string, string> environment, params string[] settings) =>
        Add(environment, EncoderCommand(name, settings));

    /// <summary>An encoder beyond a cable.</summary>
    /// <param name="cable">That the farm was started with.</param>
    /// <param name="name">Of the machine; the same name has the same work folder.</param>
    /// <param name="settings">More settings, as a user writes them.</param>
    public TranscoderProcess EncoderBeyond(NetworkCable cable, string name, params string[] settings) =>
        EncoderBeyond(cable, name, new Dictionary<string, string>(), settings);

    /// <summary>An encoder beyond a cable.</summary>
    /// <param name="cable">That the farm was started with.</param>
    /// <param name="name">Of the machine; the same name has the same work folder.</param>
    /// <param name="environment">Added to the tests' own.</param>
    /// <param name="settings">More settings, as a user writes them.</param>
    public TranscoderProcess EncoderBeyond(
        NetworkCable cable, string name, IReadOnlyDictionary<string, string> environment, params string[] settings) =>
        Add(environment, EncoderCommand(name, settings), cable.Beyond);

    /// <summary>Where an encoder keeps sources and results on their way.</summary>
    public string WorkOf(string encoder) => _tree.At("encoder", encoder);

    /// <summary>Ends a process, if it has not ended, and lets go of it.</summary>
    public async Task EndAsync(TranscoderProcess process)
    {
        lock (_access)
        {
            _processes.Remove(process);
        }

        await process.DisposeAsync();
    }

    /// <summary>Makes a film and drops it, complete, into <c>incoming/</c>.</summary>
    public async Task DropAsync(string name, ClipShape? shape = null)
    {
        var made = await Clips.MakeAsync(_tree.At($"made-{name.Replace('/', '-')}"), shape, TestContext.Current.CancellationToken);
        Storage.Drop(made, name);
    }

    public string Made(string name) => _tree.At($"made-{name.Replace('/', '-')}");

    public string At(params string[] path) => Storage.At(path);

    /// <summary>Waits for a file of the storage.</summary>
    public Task AppearsAsync(params string[] path) => Eventually.TrueAsync(() => File.Exists(At(path)), Limit, State);

    /// <summary>Files below a folder of the storage, without the farm's own.</summary>
    public IReadOnlyList<string> Files(string folder) => Storage.Files(folder);

    /// <summary>Waits until nothing of any job is left in <c>work/</c> and in the queues, and proves that none was put aside.</summary>
    public async Task IsCleanAsync()
    {
        await Eventually.TrueAsync(
            async () => Files("work").Count == 0 && (await _host.QueuesAsync(TestContext.Current.CancellationToken))
                .All(queue => queue.IsEmpty || queue.Name == Queues.Heartbeats),
            Limit, () => Task.FromResult(State()));
        Assert.DoesNotContain(
            await _host.QueueNamesAsync(TestContext.Current.CancellationToken), name => name.EndsWith("_error", StringComparison.Ordinal));
    }

    /// <summary>Waits until a film is done, and proves that it came out once, as the only one, of its one order, and who worked on that.</summary>
    /// <param name="folder">First folder below <c>incoming/</c>; the film is an MKV there, and becomes an MP4.</param>
    /// <param name="name">Without its ending.</param>
    /// <param name="executions">All there were, oldest first.</param>
    public async Task IsDoneOnceAsync(string folder, string name, params (string Encoder, ExecutionState State, FailureKind? Kind)[] executions)
    {
        await AppearsAsync("archive", folder, $"{name}.mkv");
        Assert.Equal([$"{folder}/{name}.mp4"], Files("completed"));
        var job = await Api.JobAsync($"{folder}/{name}.mkv");
        Assert.Single(Assert.Single(job.Parts).Attempts);
        Assert.Equal(executions, FarmApi.Executions(job).Select(execution => (execution.Encoder, execution.State, execution.FailureKind)));
        await IsCleanAsync();
    }

    /// <summary>What ffprobe says of a film, and how many frames its picture decodes to.</summary>
    public static async Task<(MediaProbe Probe, long? Frames)> ProbeAsync(string path)
    {
        await using var tools = new ToolRunner();
        var ffprobe = new FfprobeClient(tools);
        var probe = Assert.IsType<ProbeOutcome.Probed>(await ffprobe.ProbeAsync(path, TestContext.Current.CancellationToken)).Probe;
        return (probe, await Clips.CountFramesAsync(path, probe.MainVideo!.Index, TestContext.Current.CancellationToken));
    }

    /// <summary>Runs a client command against the coordinator to its end.</summary>
    public async Task<(int ExitCode, string Output)> ClientAsync(params string[] arguments)
    {
        await using var client = new TranscoderProcess(
            _tree.Root, new Dictionary<string, string> { ["TRANSCODER_TOKEN"] = Token }, [.. arguments, "--url", _url]);
        var result = await client.Ended;
        return (result.ExitCode, string.Join('\n', client.Output));
    }

    public string State() => string.Join('\n', _tree.Entries().Where(entry => !entry.Contains("/ssh/", StringComparison.Ordinal))
        .Concat(Processes().SelectMany(process => process.Output.TakeLast(15))));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(Processes()))
        {
            await process.DisposeAsync();
        }

        Api.Dispose();
        await _ssh.DisposeAsync();
        _tree.Dispose();
        await _host.DisposeAsync();
    }

    private TranscoderProcess[] Processes()
    {
        lock (_access)
        {
            return [.. _processes];
        }
    }

    private string[] EncoderCommand(string name, string[] settings) => [
        "encoder", $"--Encoder:Name={name}", $"--Encoder:WorkDirectory={WorkOf(name)}", $"--Encoder:SshKey={_ssh.KeyPath}",
        $"--Encoder:KnownHosts={_ssh.KnownHostsPath}", "--Encoder:HeartbeatInterval=00:00:01", .. settings];

    private TranscoderProcess Add(IReadOnlyDictionary<string, string> environment, string[] arguments, IReadOnlyList<string>? before = null)
    {
        lock (_access)
        {
            var log = LogFolder is null ? null
                : Path.Combine(LogFolder, string.Create(CultureInfo.InvariantCulture, $"{++_started:000}-{arguments[0]}.log"));
            var process = new TranscoderProcess(
                _tree.Root, environment, [.. arguments[..1], $"--Broker:Url={_host.AmqpUri}", "--Logging:LogLevel:Default=Information", .. arguments[1..]], log, before);
            _processes.Add(process);
            return process;
        }
    }
}
