namespace Transcoder.Media.Processes;

/// <summary>
/// The only starter of external programs. Each runs in a process group of its own; the group is gone when its run ends, however it ends, and the
/// program is killed by the kernel when this process dies. One runner serves a whole process, concurrently.
/// </summary>
public sealed class ToolRunner : IAsyncDisposable, IDisposable
{
    private readonly TimeProvider _time;
    private readonly SandboxMode _mode;
    private readonly Sandbox _sandbox;
    private readonly StarterThread _starter = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _users = 1;
    private int _disposed;

    /// <summary>Uses the system's clock.</summary>
    public ToolRunner()
        : this(TimeProvider.System)
    {
    }

    /// <param name="time">The clock of <see cref="ToolRequest.Limit"/> and <see cref="ToolRequest.Grace"/>.</param>
    /// <param name="mode">What becomes of requests with a <see cref="ToolRequest.Confinement"/>.</param>
    public ToolRunner(TimeProvider time, SandboxMode mode = SandboxMode.Auto)
    {
        _time = time;
        _mode = mode;
        _sandbox = new Sandbox(mode, (request, form) => RunAsync(request, form, new LineSink(take: null), _stopping.Token));
    }

    /// <summary>What holds for ffmpeg and ffprobe. Tried once; later answers are the same.</summary>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<SandboxFinding> FindSandboxAsync()
    {
        ObjectDisposedException.ThrowIf(!TryEnter(), this);
        try
        {
            return await _sandbox.FindAsync(ToolCommand.Program(new ToolRequest { Program = "ffmpeg", Arguments = [] })).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="cancellationToken">Ends the program and everything in its group: SIGTERM and SIGKILL as the request says.</param>
    /// <exception cref="ToolMissingException">
    /// The program was not found or may not be executed, or a sandbox is required and there is none. Nothing was started.
    /// </exception>
    /// <exception cref="DirectoryNotFoundException">There is no such working folder. Nothing was started.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or the runner is being disposed; the whole group is gone.</exception>
    public Task<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken) =>
        RunAsync(request, new LineSink(request.OutputLine), cancellationToken);

    /// <summary>Runs a program and returns its whole standard output. <see cref="ToolRequest.OutputLine"/> is not called.</summary>
    /// <exception cref="ToolOutputTooLongException">It wrote more than <paramref name="maximumCharacters"/>; it is gone.</exception>
    /// <inheritdoc cref="RunAsync(ToolRequest, CancellationToken)"/>
    public async Task<(ToolResult Result, string Output)> CaptureAsync(
        ToolRequest request, int maximumCharacters, CancellationToken cancellationToken)
    {
        var sink = new CaptureSink(request.Program, maximumCharacters);
        var result = await RunAsync(request, sink, cancellationToken).ConfigureAwait(false);
        return (result, sink.ToString());
    }

    /// <summary>Runs a program and gives its standard output on as it comes. <see cref="ToolRequest.OutputLine"/> is not called.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="take">
    /// Called for each piece, in order, never concurrently; the bytes are valid until it has completed, and the program may block meanwhile, or end.
    /// The run ends when all is taken. An exception from it kills the program and comes out of the run.
    /// </param>
    /// <param name="cancellationToken">As for a run without output.</param>
    /// <inheritdoc cref="RunAsync(ToolRequest, CancellationToken)"/>
    public Task<ToolResult> StreamAsync(
        ToolRequest request, Func<ReadOnlyMemory<byte>, ValueTask> take, CancellationToken cancellationToken) =>
        RunAsync(request, new ByteSink(take), cancellationToken);

    /// <summary>Cancels all runs and returns when all their groups are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (BeginDispose())
        {
            await _idle.Task.ConfigureAwait(false);
            EndDispose();
        }
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose()
    {
        if (BeginDispose())
        {
            ((IAsyncResult)_idle.Task).AsyncWaitHandle.WaitOne();
            EndDispose();
        }
    }

    private async Task<ToolResult> RunAsync(ToolRequest request, IOutputSink sink, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(!TryEnter(), this);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
            var form = request.Confinement is null ? null : await _sandbox.FormAsync(ToolCommand.Program(request)).ConfigureAwait(false);
            return await RunAsync(request, form, sink, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller knows its own token, not the one that is linked to it.
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    private async Task<ToolResult> RunAsync(ToolRequest request, SandboxForm? form, IOutputSink sink, CancellationToken cancellationToken)
    {
        using var run = new ToolRun(request, _mode is not SandboxMode.Off, form, sink, _time);
        return await run.RunAsync(_starter, cancellationToken).ConfigureAwait(false);
    }

    private bool TryEnter()
    {
        int users;
        do
        {
            users = Volatile.Read(ref _users);
            if (users == 0 || Volatile.Read(ref _disposed) != 0)
            {
                return false;
            }
        }
        while (Interlocked.CompareExchange(ref _users, users + 1, users) != users);

        return true;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _idle.SetResult();
        }
    }

    private bool BeginDispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return false;
        }

        _stopping.Cancel();
        Leave();
        return true;
    }

    private void EndDispose()
    {
        _starter.Dispose();
        _stopping.Dispose();
    }
}
