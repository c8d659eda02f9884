using System.Collections.Concurrent;
using System.Globalization;
using Transcoder.Media.Processes;

namespace Transcoder.Integration.Tests.Encoder;

/// <summary>The encoder's own program as a process of its own, as an operator runs it.</summary>
internal sealed class EncoderProcess : IAsyncDisposable
{
    // In its own folder: the copy beside the tests lacks the assemblies that the tests take from ASP.NET Core, which the encoder does not use.
    private static readonly string Program = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Encoder", new DirectoryInfo(AppContext.BaseDirectory).Name, "Transcoder.Encoder"));

    private readonly ConcurrentQueue<string> _log = new();
    private readonly ToolRunner _tools = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EncoderProcess(string name, Uri broker, string storage, string work, params string[] more) => Ended = _tools.RunAsync(
        new ToolRequest
        {
            Program = Program,
            Arguments =
            [
                $"--Encoder:Name={name}", $"--Encoder:WorkDirectory={work}", $"--Storage:Endpoints:0=file://{storage}",
                $"--Broker:Url={broker}", "--Encoder:HeartbeatInterval=00:00:01", .. more,
            ],
            // The runtime's debugger pipes of a killed process would stay in the system's temporary folder.
            Environment = new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0" },
            OutputLine = line => _log.Enqueue(line),
            Started = id => _started.SetResult(id),
        },
        _kill.Token);

    /// <summary>What it has written so far.</summary>
    public string Log => string.Join('\n', _log);

    public Task<ToolResult> Ended { get; }

    /// <summary>Asks it to stop, once.</summary>
    public async Task TerminateAsync()
    {
        var id = (await _started.Task).ToString(CultureInfo.InvariantCulture);
        await _tools.RunAsync(new ToolRequest { Program = "kill", Arguments = ["-TERM", id] }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _kill.CancelAsync();
        await ((Task)Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _tools.DisposeAsync();
        _kill.Dispose();
    }
}
