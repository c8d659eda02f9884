using System.Collections.Concurrent;
using System.Globalization;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Bench.Farms;

/// <summary>One process of the built product, as a user starts it. It dies with the bench.</summary>
internal sealed class TranscoderProgram : IAsyncDisposable
{
    private const int KeptLines = 40;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly ToolRunner _tools = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _lines = new();

    /// <param name="folder">Current folder of the process.</param>
    /// <param name="environment">Added to the bench's own.</param>
    /// <param name="arguments">As a user writes them.</param>
    /// <param name="core">The only one that it and what it starts may use, from 0; null for all.</param>
    public TranscoderProgram(string folder, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> arguments, int? core = null) => Ended = _tools.RunAsync(
        new ToolRequest
        {
            Program = core is null ? Path : "taskset",
            Arguments = core is { } only ? ["--cpu-list", only.ToString(CultureInfo.InvariantCulture), Path, .. arguments] : arguments,
            // What is measured is the whole way of a film, however small its result gets.
            Environment = new Dictionary<string, string>(environment) { ["Commit__IfLarger"] = "Keep" },
            WorkingDirectory = folder,
            OutputLine = Keep,
            Started = _started.SetResult,
            Grace = Grace,
        },
        _end.Token);

    /// <summary>The script at the root of the repository.</summary>
    public static string Path { get; } = RepositoryFolder.Path("transcoder");

    public Task<ToolResult> Ended { get; }

    /// <summary>What it wrote last.</summary>
    public IReadOnlyList<string> Output => [.. _lines];

    public async Task<ProgramCost> CostAsync() => ProgramCost.Read(await _started.Task);

    /// <summary>Sends a signal, such as "TERM".</summary>
    public async Task SignalAsync(string signal) => await ProcessTable.SignalAsync(await _started.Task, signal);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await ((Task)Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _tools.DisposeAsync();
        _end.Dispose();
    }

    private void Keep(string line)
    {
        _lines.Enqueue(line);
        while (_lines.Count > KeptLines)
        {
            _lines.TryDequeue(out _);
        }
    }
}
