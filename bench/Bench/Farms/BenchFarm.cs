using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Transcoder.Bench.Films;
using Transcoder.Encoder.Settings;
using Transcoder.FarmKit;
using Transcoder.Media.Files;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Bench.Farms;

/// <summary>Coordinator and encoders as processes, a virtual host of the private RabbitMQ between them, and rsync over the private sshd.</summary>
internal sealed class BenchFarm : IAsyncDisposable
{
    /// <summary>The shortest that the product takes.</summary>
    public static readonly TimeSpan QuietPeriod = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly TempTree _tree = new();
    private readonly List<TranscoderProgram> _programs = [];
    private readonly BrokerVirtualHost _host;
    private readonly SshServer _ssh;
    private readonly BenchProfile _profile;
    private readonly int _port = FreePort.Take();

    private BenchFarm(BrokerVirtualHost host, SshServer ssh, BenchProfile profile) => (_host, _ssh, _profile) = (host, ssh, profile);

    public BrokerVirtualHost Host => _host;

    private Uri Address => new($"http://127.0.0.1:{Text(_port)}");

    public FarmStorage Storage => new(Root);

    public FarmDatabase Database => new(DatabasePath);

    private string DatabasePath => _tree.At("database", "jobs.db");

    private string Root => _tree.At("storage");

    public static async Task<BenchFarm> CreateAsync(IBroker broker, SshServer ssh, BenchProfile profile, CancellationToken cancellationToken)
    {
        var farm = new BenchFarm(await broker.CreateVirtualHostAsync("bench", cancellationToken), ssh, profile);
        farm._tree.Folder("storage", "incoming", profile.Name);
        return farm;
    }

    public string Incoming(string name) => Path.Combine(Root, IncomingPath(name));

    /// <summary>As the coordinator names it.</summary>
    public string IncomingPath(string name) => $"incoming/{_profile.Name}/{name}";

    public string Completed(string name) => Path.Combine(Root, "completed", _profile.Name, Path.ChangeExtension(name, _profile.Extension));

    /// <summary>Starts the coordinator and returns at once.</summary>
    /// <param name="environment">Added to the bench's own; null adds nothing.</param>
    /// <param name="chunks">Whether it shares films out.</param>
    public TranscoderProgram StartCoordinator(IReadOnlyDictionary<string, string>? environment = null, bool chunks = false) => Start(
        environment ?? new Dictionary<string, string>(),
        core: null,
        "coordinator", $"--urls={Address}", $"--Storage:Root={Root}", $"--Storage:Endpoints:0={_ssh.EndpointFor(Root)}",
        $"--Database:Connection=Data Source={DatabasePath}", $"--Ingest:QuietPeriod={QuietPeriod:c}",
        $"--Api:TokenFile={_tree.File("api-token", Encoding.ASCII.GetBytes(Farm.Token))}",
        $"--Chunking:Mode={(chunks ? "Always" : "Never")}");

    /// <summary>Starts a coordinator and encoders of one slot each, and waits until the farm knows them all.</summary>
    /// <param name="encoders">How many.</param>
    /// <param name="check">What they check.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task StartAsync(int encoders, EncoderCheck check, CancellationToken cancellationToken) => StartAsync(encoders, check, false, false, cancellationToken);

    /// <inheritdoc cref="StartAsync(int, EncoderCheck, CancellationToken)"/>
    /// <param name="cores">Whether each encoder has one core of its own.</param>
    /// <param name="chunks">Whether they share films.</param>
    public async Task StartAsync(int encoders, EncoderCheck check, bool cores, bool chunks, CancellationToken cancellationToken)
    {
        StartCoordinator(chunks: chunks);
        for (var number = 1; number <= encoders; number++)
        {
            var name = $"encoder-{Text(number)}";
            Start(
                new Dictionary<string, string>(),
                cores ? (number - 1) % Environment.ProcessorCount : null,
                "encoder", $"--Encoder:Name={name}", $"--Encoder:Check={check}", $"--Encoder:WorkDirectory={_tree.At(name)}",
                $"--Encoder:SshKey={_ssh.KeyPath}", $"--Encoder:KnownHosts={_ssh.KnownHostsPath}");
        }

        await KnowsAsync(encoders, cancellationToken);
    }

    /// <summary>Waits until the coordinator answers and knows so many encoders.</summary>
    public async Task KnowsAsync(int encoders, CancellationToken cancellationToken)
    {
        using var client = Client();
        await Watch.ForAsync<bool>(
            async () => await KnownEncodersAsync(client, cancellationToken) == encoders ? true : null,
            TimeSpan.FromMilliseconds(500), StartLimit, State, cancellationToken);
    }

    /// <summary>An operator of the coordinator's API.</summary>
    public HttpClient Client() => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Farm.Token) },
    };

    /// <summary>Drops a complete file; it appears at once.</summary>
    public void Drop(string clip, string name)
    {
        var dropped = Incoming(name);
        File.Copy(clip, dropped + ".part");
        Proof.Demand(AtomicFile.TryMove(dropped + ".part", dropped), $"{dropped} exists already");
    }

    public string State() => string.Join('\n', _programs.SelectMany(program => program.Output.TakeLast(10)));

    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse(_programs))
        {
            await program.DisposeAsync();
        }

        await _host.DisposeAsync();
        _tree.Dispose();
    }

    private static async Task<int> KnownEncodersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/encoders", UriKind.Relative), cancellationToken));
            return answer.RootElement.GetArrayLength();
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return -1;
        }
    }

    private TranscoderProgram Start(IReadOnlyDictionary<string, string> environment, int? core, params IEnumerable<string> arguments)
    {
        var program = new TranscoderProgram(_tree.Root, environment, [.. arguments, .. _profile.Settings, $"--Broker:Url={_host.AmqpUri}"], core);
        _programs.Add(program);
        return program;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
