using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.Chaos.Tests.Farms;

/// <summary>One place of the farm, where always a program runs: when a fault ends it, the next one starts. One fault at a time.</summary>
/// <param name="name">For people.</param>
/// <param name="farm">Ends what has served.</param>
/// <param name="start">Starts the program.</param>
internal sealed class Post(string name, Farm farm, Func<TranscoderProcess> start) : IDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly List<string> _surprises = [];

    /// <summary>What its programs did that nobody made them do, one sentence each.</summary>
    public IReadOnlyList<string> Surprises => _surprises;

    /// <summary>Who serves now.</summary>
    public TranscoderProcess Process { get; private set; } = start();

    /// <summary>SIGKILL; the next one starts after a while.</summary>
    public Task KillAsync(TimeSpan away) => ReplaceAsync(away, async () =>
    {
        await Process.SignalAsync("KILL");
        await Process.Ended;
    });

    /// <summary>SIGTERM; the next one starts after a while.</summary>
    public Task StopAsync(TimeSpan away) => ReplaceAsync(away, TerminateAsync);

    /// <summary>SIGSTOP, and SIGCONT after a while.</summary>
    public Task FreezeAsync(TimeSpan length) => AloneAsync(async () =>
    {
        await Process.SignalAsync("STOP");
        await Task.Delay(length);
        await Process.SignalAsync("CONT");
    });

    /// <summary>Something else that goes wrong with a program that has started and runs on; one that starts meanwhile would refuse to.</summary>
    public Task TroubleAsync(Func<Task> fault) => AloneAsync(async () =>
    {
        await Eventually.TrueAsync(
            () => Process.Ended.IsCompleted || Process.HasStarted,
            StopLimit,
            () => $"{name} does not start");
        await fault();
    });

    /// <summary>Ends the last one in order; none follows.</summary>
    public Task EndAsync() => AloneAsync(TerminateAsync);

    public void Dispose() => _gate.Dispose();

    private Task ReplaceAsync(TimeSpan away, Func<Task> end) => AloneAsync(async () =>
    {
        await end();
        await farm.EndAsync(Process);
        await Task.Delay(away);
        Process = start();
    });

    private async Task AloneAsync(Func<Task> fault)
    {
        await _gate.WaitAsync();
        try
        {
            if (Process.Ended.IsCompleted)
            {
                await SurpriseAsync("ended by itself");
                await farm.EndAsync(Process);
                Process = start();
            }

            await fault();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task TerminateAsync()
    {
        // Before its first word a program has not even heard of signals.
        await Eventually.TrueAsync(() => Process.Output.Count > 0 || Process.Ended.IsCompleted, StopLimit, () => $"{name} says nothing");
        await Process.SignalAsync("TERM");
        var ended = await Task.WhenAny(Process.Ended, Task.Delay(StopLimit));
        if (ended != Process.Ended)
        {
            _surprises.Add($"{name} did not end within {StopLimit} of SIGTERM: {LastWords()}");
            await Process.SignalAsync("KILL");
            await Process.Ended;
        }
        else if ((await Process.Ended).ExitCode != 0)
        {
            await SurpriseAsync("ended after SIGTERM");
        }
    }

    private async Task SurpriseAsync(string what)
    {
        var result = await Process.Ended;
        _surprises.Add($"{name} {what} with exit code {result.ExitCode}: {string.Join(" / ", result.ErrorTail)} {LastWords()}");
    }

    private string LastWords() => string.Join(" / ", Process.Output.TakeLast(5));
}
