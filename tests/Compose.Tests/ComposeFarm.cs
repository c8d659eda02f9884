using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CliWrap.Buffered;
using Transcoder.FarmKit;
using Transcoder.Media.Files;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.Compose.Tests;

/// <summary>The farm of compose.yaml with two encoders, built and started once for all tests.</summary>
public sealed class ComposeFarm : IAsyncDisposable
{
    /// <summary>How long a test waits for anything.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // A coordinator that waits and hears less, so that tests wait less.
    private const string Overrides = """
        services:
          coordinator:
            environment:
              Ingest__QuietPeriod: "00:00:01"
              Commit__IfLarger: Keep
              Profiles__slow__VideoCodec: H264
              Profiles__slow__Preset: veryslow
              Profiles__slow__Threads: "1"
          encoder:
            environment:
              Encoder__HeartbeatInterval: "00:00:01"
        """;

    private const int Encoders = 2;

    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly TimeSpan EngineLimit = TimeSpan.FromSeconds(30);

    private readonly TempTree _tree = new();
    private readonly HttpClient _client = new();
    private readonly Dictionary<string, string> _secrets = [];
    private ComposeProject? _project;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts the farm unless it runs; skips the test where no engine answers.</summary>
    public async Task StartAsync()
    {
        if (_project is not null)
        {
            return;
        }

        var problem = await DockerEngine.ProblemAsync(EngineLimit, Cancelled);
        Assert.SkipUnless(problem is null, problem ?? "");
        var overrides = _tree.File("overrides.yaml", System.Text.Encoding.UTF8.GetBytes(Overrides));
        _project = new ComposeProject(_tree.Folder("media"), overrides);
        _client.BaseAddress = _project.Api;
        await _project.UpAsync(Encoders, Cancelled);
        await AuthorizeAsync();
    }

    /// <summary>The coordinator's, as scripts and commands take it.</summary>
    public string Url => _project!.Api.GetLeftPart(UriPartial.Authority);

    /// <summary>An absolute path below the media folder.</summary>
    public string At(params string[] path) => _tree.At(["media", .. path]);

    /// <summary>Makes a film and drops it, complete, into <c>incoming/</c>.</summary>
    public Task DropAsync(string profile, string name, ClipShape shape) => DropAsync(profile, name, path => Clips.MakeAsync(path, shape, Cancelled));

    /// <param name="profile">The folder.</param>
    /// <param name="name">Of the film.</param>
    /// <param name="make">Makes it where it is told to.</param>
    /// <inheritdoc cref="DropAsync(string, string, ClipShape)"/>
    public async Task DropAsync(string profile, string name, Func<string, Task<string>> make)
    {
        var made = await make(_tree.At($"made-{name}"));
        var folder = Directory.CreateDirectory(At("incoming", profile)).FullName;
        // The services move films out of it.
        Open(folder);
        var dropped = Path.Combine(folder, name);
        File.Copy(made, dropped + ".part");
        Assert.True(AtomicFile.TryMove(dropped + ".part", dropped));
    }

    /// <summary>Lets everybody write into a folder: the services run as another user than the one who runs the tests as root.</summary>
    public static void Open(string folder) => File.SetUnixFileMode(folder, Everybody);

    /// <summary>Waits for a file below the media folder.</summary>
    public Task AppearsAsync(params string[] path) =>
        Eventually.TrueAsync(() => Task.FromResult(File.Exists(At(path))), Limit, () => _project!.LogsAsync(Cancelled));

    /// <summary>Waits until a film is being encoded.</summary>
    /// <returns>The name of the encoder, which is its container's.</returns>
    public async Task<string> EncodingAsync()
    {
        string? found = null;
        await Eventually.TrueAsync(
            async () => (found = (await ListAsync("encoders")).Where(IsEncoding).Select(NameOf).FirstOrDefault()) is not null,
            Limit, () => _project!.LogsAsync(Cancelled));
        return found!;
    }

    /// <summary>Waits until the job of a source is in a state.</summary>
    public async Task<JsonElement> JobAsync(string source, Func<string, bool> isIn)
    {
        JsonElement found = default;
        await Eventually.TrueAsync(
            async () =>
            {
                var jobs = (await _client.GetFromJsonAsync<JsonElement>("jobs", Cancelled)).GetProperty("jobs").EnumerateArray();
                found = jobs.SingleOrDefault(job => job.GetProperty("source").GetString() == source);
                return found.ValueKind == JsonValueKind.Object && isIn(found.GetProperty("state").GetString()!);
            },
            Limit, () => _project!.LogsAsync(Cancelled));
        return found;
    }

    /// <summary>The encoders that have worked on a source, in the order in which they began.</summary>
    public async Task<IReadOnlyList<string>> WorkedOnAsync(string source)
    {
        var id = (await JobAsync(source, _ => true)).GetProperty("id").GetString();
        var job = await _client.GetFromJsonAsync<JsonElement>($"jobs/{id}", Cancelled);
        return [.. job.GetProperty("parts").EnumerateArray().SelectMany(part => part.GetProperty("attempts").EnumerateArray())
            .SelectMany(attempt => attempt.GetProperty("executions").EnumerateArray())
            .Select(execution => execution.GetProperty("encoder").GetString()!)];
    }

    /// <summary>Runs a shell script in a container of the service; how it ends is for the caller to judge.</summary>
    public Task<BufferedCommandResult> InAsync(string service, string script, params string[] arguments) =>
        _project!.InAsync(service, script, arguments, Cancelled);

    /// <summary>What all containers of the service have written so far.</summary>
    public Task<string> LogAsync(string service) => _project!.LogAsync(service, Cancelled);

    /// <summary>A file below <c>/run/transcoder</c>, where every service has its secrets.</summary>
    public async Task<string> SecretAsync(string path)
    {
        if (!_secrets.TryGetValue(path, out var secret))
        {
            _secrets[path] = secret = await _project!.InSetupAsync($"cat /run/transcoder/{path}", Cancelled);
        }

        return secret;
    }

    /// <summary>Replaces all secrets, as docs/operations.md says.</summary>
    public async Task RotateAsync()
    {
        _secrets.Clear();
        await _project!.RotateAsync(Cancelled);
        await AuthorizeAsync();
    }

    /// <summary>An address of the service's container, which this machine reaches like its neighbours do.</summary>
    public Task<string> AddressAsync(string service) => _project!.AddressAsync(service, Cancelled);

    /// <summary>What the engine tells of one of the farm's networks, as a format asks for it.</summary>
    public Task<string> NetworkAsync(string network, string format) => _project!.NetworkAsync(network, format, Cancelled);

    /// <summary>What each encoder says of the sandbox that it has; waits until all have been heard.</summary>
    public async Task<IReadOnlyList<string?>> SandboxesAsync()
    {
        IReadOnlyList<JsonElement> encoders = [];
        await Eventually.TrueAsync(async () => (encoders = await ListAsync("encoders")).Count >= Encoders, Limit, () => _project!.LogsAsync(Cancelled));
        return [.. encoders.Select(encoder => encoder.GetProperty("sandbox").GetString())];
    }

    /// <summary>All that the engine tells of the containers, and all that they have written.</summary>
    public Task<string> EverythingToldAsync() => _project!.EverythingToldAsync(Cancelled);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_project is not null)
        {
            await _project.DisposeAsync();
        }

        _tree.Dispose();
    }

    private static string NameOf(JsonElement encoder) => encoder.GetProperty("name").GetString()!;

    private static bool IsEncoding(JsonElement encoder) => encoder.GetProperty("work").EnumerateArray()
        .Any(work => work.GetProperty("progress").GetProperty("phase").GetString() == "encoding");

    private async Task AuthorizeAsync() =>
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SecretAsync("api/token"));

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string path) =>
        [.. (await _client.GetFromJsonAsync<JsonElement>(path, Cancelled)).EnumerateArray()];
}
