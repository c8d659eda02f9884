using CliWrap;

namespace Transcoder.Media.Processes;

/// <summary>One program from start to end. Used once.</summary>
internal sealed class ToolRun : IDisposable
{
    private readonly ToolRequest _request;
    private readonly bool _limited;
    private readonly SandboxForm? _form;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationTokenSource _failed = new();
    private readonly ErrorTail _errors = new();
    private readonly PipeDrain _output;
    private readonly PipeDrain _error;

    /// <param name="request">What is run.</param>
    /// <param name="limited">Whether a confined program has limits.</param>
    /// <param name="form">Of the sandbox of a confined program; null for none.</param>
    /// <param name="sink">Where its output goes.</param>
    /// <param name="time">The clock.</param>
    public ToolRun(ToolRequest request, bool limited, SandboxForm? form, IOutputSink sink, TimeProvider time)
    {
        _request = request;
        _limited = limited;
        _form = form;
        _time = time;
        _output = new PipeDrain(sink, _failed.Cancel, _gone.Token);
        var errors = new LineSink(new LineSplitter(ErrorTail.Characters, carriageReturnEnds: true, TakeError));
        _error = new PipeDrain(errors, _failed.Cancel, _gone.Token);
    }

    public async Task<ToolResult> RunAsync(StarterThread starter, CancellationToken cancellationToken)
    {
        var command = ToolCommand.For(_request, _form).WithStandardOutputPipe(_output).WithStandardErrorPipe(_error);
        // All that can fail comes before the start: nobody would end a program of which nobody knows.
        IReadOnlyList<(int, ulong)> limits = _limited ? [.. ToolLimits.Of(_request)] : [];
        var running = await starter.RunAsync(() => Start(command, limits), cancellationToken).ConfigureAwait(false);
        var exit = ExitWatch.WaitAsync(running.ProcessId);
        using var limit = new CancellationTokenSource(_request.Limit ?? Timeout.InfiniteTimeSpan, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token, _failed.Token);
        try
        {
            _request.Started?.Invoke(running.ProcessId);
        }
        catch
        {
            await FinishAsync(running, exit, TimeSpan.Zero).ConfigureAwait(false);
            throw;
        }

        using var over = new CancellationTokenSource();
        var watching = _request.IdleLimit is { } idle ? IdleWatch.RunAsync(running.ProcessId, Name, idle, _time, limit, over.Token) : Task.CompletedTask;
        await exit.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await over.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        var stopped = !exit.IsCompleted;
        var gentle = !stopped || (cancellationToken.IsCancellationRequested && !_failed.IsCancellationRequested);
        var result = await FinishAsync(running, exit, gentle ? _request.Grace : TimeSpan.Zero).ConfigureAwait(false);
        _output.ThrowIfFailed();
        _error.ThrowIfFailed();
        if (stopped)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new ToolResult { ExitCode = result.ExitCode, ErrorTail = _errors.ToList(), TimedOut = stopped };
    }

    public void Dispose()
    {
        _gone.Dispose();
        _failed.Dispose();
    }

    /// <summary>Of the program in the sandbox; null where it is the leader of its group.</summary>
    private string? Name => _form is null ? null : Path.GetFileName(ToolCommand.Program(_request));

    private static CommandTask<CommandResult> Start(Command command, IReadOnlyList<(int Resource, ulong Most)> limits)
    {
        var running = command.ExecuteAsync(CancellationToken.None);

        if (limits.Count > 0)
        {
            // Here and not by one more program before it, which would take as long to start as the sandbox.
            ToolLimits.Apply(running.ProcessId, limits);
        }

        return running;
    }

    private void TakeError(string line)
    {
        _errors.Add(line);
        if (_request.ErrorLine is { } take && !string.IsNullOrWhiteSpace(line))
        {
            take(line);
        }
    }

    private async Task<CommandResult> FinishAsync(CommandTask<CommandResult> running, Task exit, TimeSpan grace)
    {
        if (grace > TimeSpan.Zero)
        {
            if (!exit.IsCompleted)
            {
                ProcessGroup.Signal(running.ProcessId, ProcessGroup.Terminate, leaderLives: true);
            }

            // A leader may end before its children: rsync does while its receiver still puts aside what has arrived.
            using var patience = new CancellationTokenSource(grace, _time);
            await exit.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ProcessGroup.GoneAsync(running.ProcessId, patience.Token).ConfigureAwait(false);
        }

        // Also after an orderly end: what a program leaves behind in its group would work on, unseen, with its files and pipes.
        ProcessGroup.Signal(running.ProcessId, ProcessGroup.Kill, leaderLives: !exit.IsCompleted);
        await exit.ConfigureAwait(false);
        await ProcessGroup.KillAsync(running.ProcessId).ConfigureAwait(false);
        await _gone.CancelAsync().ConfigureAwait(false);
        return await running.Task.ConfigureAwait(false);
    }
}
