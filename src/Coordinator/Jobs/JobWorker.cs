using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Transcoder.Coordinator.Jobs;

/// <summary>
/// A loop driven by the state of the database: it does all there is to do, then sleeps until a change leaves a job in one of its states or the
/// idle time is over. A turn that throws is logged and tried again after the idle time; what a disk refuses is told once, and once when it is over.
/// </summary>
public abstract class JobWorker(JobSignals signals, TimeProvider time, ILogger logger, params IReadOnlyCollection<JobState> states)
    : BackgroundService
{
    /// <summary>
    /// Jobs that a worker may have in hand at once where their order does not matter: most of a short job's time is spent waiting for tools
    /// to start and for the disk to flush, and writes that wait together share one flush.
    /// </summary>
    protected const int Several = 4;

    /// <summary>A full disk refuses every job in words of its own; these many are enough.</summary>
    private const int MostRefusals = 20;

    private readonly ChannelReader<bool> _changes = signals.Subscribe(states);
    private readonly HashSet<string> _refusals = [];

    /// <summary>How long after the start the first turn waits, unless it is woken: what an earlier process left is less urgent than idle encoders.</summary>
    protected virtual TimeSpan FirstTurn => TimeSpan.FromSeconds(1);

    /// <summary>How long the worker sleeps when nobody wakes it.</summary>
    protected virtual TimeSpan Idle => TimeSpan.FromSeconds(5);

    /// <summary>Does everything that is to be done now. Safe to repeat after a crash at any line.</summary>
    protected abstract Task TurnAsync(CancellationToken stoppingToken);

    /// <summary>Works on each job although one of them throws; the first such failure is thrown when all have had their turn.</summary>
    /// <param name="jobIds">Begun in this order.</param>
    /// <param name="atOnce">So many are worked on at the same time.</param>
    /// <param name="work">Called once for each job.</param>
    protected static async Task ForEachAsync(IEnumerable<Guid> jobIds, int atOnce, Func<Guid, Task> work)
    {
        var failures = new ConcurrentQueue<Exception>();
        await Parallel.ForEachAsync(jobIds, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (jobId, _) =>
        {
            try
            {
                await work(jobId);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures.Enqueue(exception);
            }
        });
        if (failures.TryDequeue(out var first))
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, signals.Ending);
        var stop = ending.Token;
        await SleepAsync(FirstTurn, wakeable: true, stop);
        while (!stop.IsCancellationRequested)
        {
            var failed = false;
            try
            {
                await TurnAsync(stop);
                TellEndOfRefusals();
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                // Also what the bus says that goes away under a turn: the next process does it again.
                return;
            }
            catch (Exception exception)
            {
                failed = true;
                Tell(exception);
            }

            await SleepAsync(Idle, wakeable: !failed, stop);
        }
    }

    private void Tell(Exception exception)
    {
        if (exception is not (IOException or UnauthorizedAccessException) && !IsFull(exception) && !IsFull(exception.InnerException))
        {
            logger.WorkerTurnFailed(GetType().Name, exception);
        }
        else if (_refusals.Count < MostRefusals && _refusals.Add(exception.Message))
        {
            logger.WorkerRefused(GetType().Name, exception.Message);
        }
    }

    /// <summary>What SQLite says when the disk of the database is full; a change to be saved wraps it.</summary>
    private static bool IsFull(Exception? exception) => exception is SqliteException { SqliteErrorCode: raw.SQLITE_FULL };

    private void TellEndOfRefusals()
    {
        if (_refusals.Count > 0)
        {
            _refusals.Clear();
            logger.WorkerGoesOn(GetType().Name);
        }
    }

    private async Task SleepAsync(TimeSpan duration, bool wakeable, CancellationToken stoppingToken)
    {
        using var sleep = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var idle = Task.Delay(duration, time, sleep.Token);
        var wake = wakeable ? _changes.ReadAsync(sleep.Token).AsTask() : Task.Delay(Timeout.Infinite, sleep.Token);
        await Task.WhenAny(idle, wake);
        await sleep.CancelAsync();
        await Task.WhenAll(idle, wake).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
