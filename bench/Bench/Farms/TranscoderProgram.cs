using System.Collections.Concurrent;
using System.Globalization;
using Transcoder.Media.Processes;

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
    /// <param name="arguments">As a user writes them.</param>
    public TranscoderProgram(string folder, IReadOnlyList<string> arguments) => Ended = _tools.RunAsync(
        new ToolRequest
        {
            Program = Path,
            Arguments = arguments,
            WorkingDirectory = folder,
            OutputLine = Keep,
            Started = _started.SetResult,
            Grace = Grace,
        },
        _end.Token);

    /// <summary>The script at the root of the repository.</summary>
    public static string Path { get; } = TestKit.RepositoryFolder.Path("transcoder");

    public Task<ToolResult> Ended { get; }

    /// <summary>What it wrote last.</summary>
    public IReadOnlyList<string> Output => [.. _lines];

    /// <summary>The largest memory in use so far, in megabytes of 1,000,000 bytes.</summary>
    public async Task<double> PeakMegabytesAsync()
    {
        var id = (await _started.Task).ToString(CultureInfo.InvariantCulture);
        var line = File.ReadLines($"/proc/{id}/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kibibytes = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

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
