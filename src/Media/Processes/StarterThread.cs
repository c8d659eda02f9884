using System.Collections.Concurrent;

namespace Transcoder.Media.Processes;

/// <summary>
/// The one thread that forks. The kernel sends a child's parent-death signal when the *thread* that forked it ends, so a child forked from
/// a pool thread is killed as soon as the pool retires that thread. This one lives as long as its runner.
/// </summary>
internal sealed class StarterThread : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly BlockingCollection<Action> _work = new(boundedCapacity: 1);

    public StarterThread() => new Thread(Loop) { IsBackground = true, Name = "tool starter" }.Start();

    /// <summary>Runs something short there; what it throws comes out here.</summary>
    public async Task<T> RunAsync<T>(Func<T> start, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            _work.Add(() => Answer(done, start), CancellationToken.None);
            return await done.Task.ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the thread, and with it every child that still runs.</summary>
    public void Dispose() => _work.CompleteAdding();

    private static void Answer<T>(TaskCompletionSource<T> done, Func<T> start)
    {
        try
        {
            done.SetResult(start());
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }

    private void Loop()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }
}
