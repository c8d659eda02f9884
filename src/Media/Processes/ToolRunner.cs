namespace Transcoder.Media.Processes;

/// <summary>Starts external programs, each in a process group of its own that dies with this process.</summary>
public sealed class ToolRunner(TimeProvider time) : IAsyncDisposable, IDisposable
{
    /// <summary>Uses the system's clock.</summary>
    public ToolRunner()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Runs a program to its end.</summary>
    public Task<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken) => throw new NotSupportedException(time.ToString());

    /// <summary>Runs a program and returns its whole standard output.</summary>
    public Task<(ToolResult Result, string Output)> CaptureAsync(
        ToolRequest request, int maximumCharacters, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
