using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace Transcoder.Coordinator.Jobs;

/// <summary>
/// The one writer of the database. Writes that wait together share one transaction, and so one flush of the disk;
/// a write that fails takes none of the others with it.
/// </summary>
public sealed class JobWriter : IAsyncDisposable
{
    private const int LargestBatch = 200;
    private readonly Channel<IWrite> _writes = Channel.CreateBounded<IWrite>(1000);
    private readonly IDbContextFactory<JobsDb> _databases;
    private readonly JobSignals _signals;
    private readonly Task _loop;

    public JobWriter(IDbContextFactory<JobsDb> databases, JobSignals signals)
    {
        _databases = databases;
        _signals = signals;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Runs a change in a transaction and returns when it is durable. The change may run twice, each time on a fresh context.</summary>
    /// <exception cref="DbUpdateException">The change broke a rule of the database; nothing of it was written.</exception>
    public async Task<T> WriteAsync<T>(Func<JobsDb, Task<T>> change, CancellationToken cancellationToken)
    {
        var write = new Write<T>(change);
        await _writes.Writer.WriteAsync(write, cancellationToken);
        return await write.Done.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _loop;
    }

    private async Task LoopAsync()
    {
        var batch = new List<IWrite>(LargestBatch);
        var states = new HashSet<JobState>();
        while (await _writes.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _writes.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            states.Clear();
            if (await CommitAsync(batch, states) is not null)
            {
                foreach (var write in batch)
                {
                    if (await CommitAsync([write], states) is { } failure)
                    {
                        write.Fail(failure);
                    }
                }
            }

            _signals.Pulse(states);
        }
    }

    private async Task<Exception?> CommitAsync(IReadOnlyList<IWrite> batch, HashSet<JobState> states)
    {
        try
        {
            await using var database = await _databases.CreateDbContextAsync();
            await using var transaction = await database.Database.BeginTransactionAsync();
            foreach (var write in batch)
            {
                await write.RunAsync(database);
                await database.SaveChangesAsync();
                states.UnionWith(database.ChangeTracker.Entries<Job>().Select(entry => entry.Entity.State));
                database.ChangeTracker.Clear();
            }

            await transaction.CommitAsync();
        }
        catch (Exception exception)
        {
            // Handed to the writer's caller by Fail, or the batch is tried again one by one.
            return exception;
        }

        foreach (var write in batch)
        {
            write.Succeed();
        }

        return null;
    }

    private interface IWrite
    {
        Task RunAsync(JobsDb database);

        void Succeed();

        void Fail(Exception exception);
    }

    private sealed class Write<T>(Func<JobsDb, Task<T>> change) : IWrite
    {
        private T? _result;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task RunAsync(JobsDb database) => _result = await change(database);

        public void Succeed() => Done.TrySetResult(_result!);

        public void Fail(Exception exception) => Done.TrySetException(exception);
    }
}
