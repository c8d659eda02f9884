using System.Collections.Concurrent;
using System.Globalization;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.FarmKit;

/// <summary>The program <c>transcoder</c> as a process of its own, as a user starts it. It dies with the tests.</summary>
public sealed class TranscoderProcess : IAsyncDisposable
{
    private const int KeptLines = 200;

    // Where the build of this project publishes it.
    private static readonly string Program = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "publish", "Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "Transcoder.Cli"));

    // The profile "slow" is slow by what lies there.
    private static readonly string Tools = Path.Combine(AppContext.BaseDirectory, "Tools");

    // What it starts has it, too, whoever its parent is.
    private const string Mark = "TRANSCODER_TEST_PROCESS";

    private readonly string _mark = Guid.NewGuid().ToString();
    private readonly ToolRunner _tools = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly StreamWriter? _log;

    /// <param name="folder">Current folder of the process.</param>
    /// <param name="arguments">As a user writes them.</param>
    public TranscoderProcess(string folder, params IEnumerable<string> arguments)
        : this(folder, new Dictionary<string, string>(), arguments)
    {
    }

    /// <param name="folder">Current folder of the process.</param>
    /// <param name="environment">Added to the tests' own.</param>
    /// <param name="arguments">As a user writes them.</param>
    /// <param name="log">A file that gets all that it writes to standard output; null keeps the last lines only.</param>
    /// <param name="before">A program with its arguments that becomes this one; null for none.</param>
    public TranscoderProcess(
        string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments, string? log = null, IReadOnlyList<string>? before = null)
    {
        var variables = new Dictionary<string, string>
        {
            // The runtime's debugger pipes of a killed process would stay in the system's temporary folder.
            ["DOTNET_EnableDiagnostics"] = "0",

            // Few of these processes live long enough for better machine code. In hexadecimal milliseconds.
            ["DOTNET_TC_CallCountingDelayMs"] = "EA60",

            // A tenth of what such a process costs is the mapping of each piece of machine code twice.
            ["DOTNET_EnableWriteXorExecute"] = "0",

            // Made films get larger as often as not.
            ["Commit__IfLarger"] = "Keep",
            [Mark] = _mark,
        };
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        variables["PATH"] = $"{Tools}:{variables.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH")}";

        IReadOnlyList<string> command = [.. before ?? [], Program, .. arguments];
        _log = log is null ? null : new StreamWriter(log) { AutoFlush = true };
        Ended = _tools.RunAsync(
            new ToolRequest
            {
                Program = command[0],
                Arguments = [.. command.Skip(1)],
                Environment = variables,
                WorkingDirectory = folder,
                OutputLine = Keep,
                ErrorLine = line => Keep(_errors, line),
                Started = id => _started.SetResult(id),
            },
            _kill.Token);
    }

    /// <summary>Completes when the process has ended.</summary>
    public Task<ToolResult> Ended { get; }

    /// <summary>What it wrote to standard output, the last lines.</summary>
    public IReadOnlyList<string> Output => [.. _lines];

    /// <summary>What it wrote to standard error, the last lines; of what a person starts by hand the log is there.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    /// <summary>Whether it has said that it works.</summary>
    public bool HasStarted => _lines.Any(line => line.Contains("Application started", StringComparison.Ordinal));

    public Task<int> IdAsync() => _started.Task;

    /// <summary>Sends a signal to the process alone, not to its children.</summary>
    public async Task SignalAsync(string signal)
    {
        var id = (await IdAsync()).ToString(CultureInfo.InvariantCulture);
        await _tools.RunAsync(new ToolRequest { Program = "kill", Arguments = [$"-{signal}", id] }, CancellationToken.None);
    }

    /// <summary>The ffmpeg processes that it runs and that write a file; checks write nothing.</summary>
    public async Task<IReadOnlyList<int>> EncodesAsync() =>
        [.. (await ChildrenAsync("ffmpeg")).Where(id => ProcessTable.CommandLine(id) is [.., [not '-', ..]])];

    /// <summary>The processes of a program that it runs; none when it has ended.</summary>
    public async Task<IReadOnlyList<int>> ChildrenAsync(string program) => Ended.IsCompleted ? [] :
        [.. Programs(await IdAsync()).Where(id => ProcessTable.Name(id) == program)];

    /// <summary>Waits until it encodes and returns the ffmpeg process.</summary>
    public async Task<int> EncodingAsync()
    {
        var encodes = await EncodesAsync();
        await Eventually.TrueAsync(
            async () => (encodes = await EncodesAsync()).Count > 0, TimeSpan.FromSeconds(60), () => Task.FromResult(string.Join('\n', Output)));
        return encodes[0];
    }

    /// <summary>Everything alive that it has started, and what that has started, although it may be dead itself.</summary>
    public IReadOnlyList<int> Descendants() => ProcessTable.With(Mark, _mark);

    /// <summary>Kills it, and proves that nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        var children = Ended.IsCompleted ? [] : ProcessTable.ChildrenOf(await IdAsync());
        await _kill.CancelAsync();
        await ((Task)Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _tools.DisposeAsync();
        _kill.Dispose();
        if (_log is not null)
        {
            await _log.DisposeAsync();
        }

        foreach (var child in children)
        {
            await ProcessTable.DeadAsync(child);
        }
    }

    // A sandbox stands between, as three processes.
    private static IEnumerable<int> Programs(int parent) =>
        ProcessTable.ChildrenOf(parent).SelectMany(id => ProcessTable.Name(id) is "sh" or "bwrap" ? Programs(id) : [id]);

    private void Keep(string line)
    {
        _log?.WriteLine(line);
        Keep(_lines, line);
    }

    private static void Keep(ConcurrentQueue<string> lines, string line)
    {
        lines.Enqueue(line);
        while (lines.Count > KeptLines)
        {
            lines.TryDequeue(out _);
        }
    }
}
