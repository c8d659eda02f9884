using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Transcoder.Coordinator.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Jobs;

/// <summary>What a worker says of turns that fail.</summary>
public sealed class JobWorkerTests
{
    private const int Failed = 1001;
    private const int Refused = 1003;
    private const int GoesOn = 1004;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly RecordedLog _log = new();

    [Fact]
    public async Task What_a_disk_refuses_is_told_when_it_begins_and_when_it_is_over()
    {
        var denied = new UnauthorizedAccessException("The folder is not ours");

        await TurnsAsync(denied, denied, new IOException("The disk is full"), denied, null, null, denied);

        Assert.Equal(
            [(Refused, LogLevel.Warning, false), (Refused, LogLevel.Warning, false), (GoesOn, LogLevel.Warning, false), (Refused, LogLevel.Warning, false)],
            _log.Entries);
    }

    [Fact]
    public async Task So_is_a_full_disk_of_the_database()
    {
        var full = new SqliteException("database or disk is full", 13);

        await TurnsAsync(full, new DbUpdateException("Not saved", full), full, null);

        Assert.Equal(
            [(Refused, LogLevel.Warning, false), (Refused, LogLevel.Warning, false), (GoesOn, LogLevel.Warning, false)], _log.Entries);
    }

    [Fact]
    public async Task What_nobody_expects_is_told_each_time_with_where_it_happened()
    {
        await TurnsAsync(new InvalidOperationException("A bug"), new InvalidOperationException("A bug"), null);

        Assert.Equal([(Failed, LogLevel.Error, true), (Failed, LogLevel.Error, true)], _log.Entries);
    }

    [Fact]
    public async Task What_fails_because_the_process_ends_is_not_told_and_the_worker_is_over_before_its_turn_to_stop()
    {
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var worker = new EndingWorker(lifetime, _log);

        await worker.StartAsync(TestContext.Current.CancellationToken);
        await worker.ExecuteTask!.WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.Empty(_log.Entries);
    }

    /// <summary>Lets a worker take turns that end so, null for well, and ends it.</summary>
    private async Task TurnsAsync(params Exception?[] ends)
    {
        var time = new FakeTimeProvider();
        using var worker = new Worker(ends, time, _log);
        await worker.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(10));
                return worker.Turns > ends.Length;
            },
            Limit);
        await worker.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The process begins to end during its first turn, and with it whatever that needs.</summary>
    private sealed class EndingWorker(ApplicationLifetime lifetime, ILogger logger) : JobWorker(new JobSignals(lifetime), TimeProvider.System, logger)
    {
        protected override TimeSpan FirstTurn => TimeSpan.Zero;

        protected override Task TurnAsync(CancellationToken stoppingToken)
        {
            lifetime.StopApplication();
            throw new InvalidOperationException("The bus is gone");
        }
    }

    /// <summary>The turn behind the given ones never ends, so that all that belongs to those has been logged when it has begun.</summary>
    private sealed class Worker(Exception?[] ends, TimeProvider time, ILogger logger) : JobWorker(new JobSignals(), time, logger)
    {
        private int _turns;

        public int Turns => Volatile.Read(ref _turns);

        protected override async Task TurnAsync(CancellationToken stoppingToken)
        {
            var turn = Interlocked.Increment(ref _turns) - 1;
            if (turn == ends.Length)
            {
                await Task.Delay(Timeout.Infinite, stoppingToken);
            }

            if (ends[turn] is { } end)
            {
                throw end;
            }
        }
    }
}
