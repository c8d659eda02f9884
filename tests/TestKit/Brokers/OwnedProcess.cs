using System.Collections.Concurrent;
using System.Globalization;
using CliWrap;

namespace Transcoder.TestKit.Brokers;

/// <summary>A server that a test runs: ended by its id, and by the kernel when the tests are killed.</summary>
internal sealed class OwnedProcess
{
    private const int KeptLines = 60;

    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _lines = new();

    private OwnedProcess()
    {
    }

    public Task Exited => _exited.Task;

    public int Id { get; private set; }

    public string LastOutput => string.Join('\n', _lines);

    public static async Task<OwnedProcess> StartAsync(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var owned = new OwnedProcess();
        var command = Cli.Wrap("setpriv")
            .WithArguments(["--pdeathsig", "KILL", "--", program, .. arguments])
            .WithEnvironmentVariables(environment)
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(owned.Keep))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(owned.Keep));

        // The kernel's "parent died" means the thread that forked: one that lives exactly as long as the child.
        new Thread(() => owned.Run(command)) { IsBackground = true, Name = program }.Start();
        owned.Id = await owned._started.Task;
        return owned;
    }

    /// <summary>Sends a signal; one that has ended already is no error.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        if (!Exited.IsCompleted)
        {
            await Cli.Wrap("kill")
                .WithArguments([$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)])
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellationToken);
        }
    }

    public async Task EndAsync(string signal, CancellationToken cancellationToken)
    {
        await SignalAsync(signal, cancellationToken);
        await Exited.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
    }

    private void Run(Command command)
    {
        try
        {
            var running = command.ExecuteAsync();
            _started.SetResult(running.ProcessId);
            running.Task.GetAwaiter().GetResult();
        }
        catch (Exception exception) when (_started.TrySetException(exception))
        {
            // The starter waits for the id and gets the exception instead.
        }
        finally
        {
            _exited.TrySetResult();
        }
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
