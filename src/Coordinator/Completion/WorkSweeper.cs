using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Completion;

/// <summary>Removes entries of <c>work/</c> that belong to no open job, once they are old enough that nobody can still write to them.</summary>
internal sealed class WorkSweeper(
    IOptions<CommitOptions> options, WorkFolders work, JobQueries queries, JobSignals signals, TimeProvider time, ILogger<WorkSweeper> logger)
    : JobWorker(signals, time, logger)
{
    private readonly TimeProvider _time = time;

    protected override TimeSpan Idle => TimeSpan.FromMinutes(5);

    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        foreach (var entry in work.Entries())
        {
            var old = _time.GetUtcNow() - entry.LastWrite > options.Value.SweepAge;
            var open = entry.Owner is { } owner && (entry.IsJob ? await queries.IsOpenAsync(owner, stoppingToken) : await queries.IsHeldAsync(owner, stoppingToken));
            if (old && !open)
            {
                work.Delete(entry);
                Crash.At(CrashPoint.WorkSwept);
                logger.Swept(entry.Path);
            }
        }
    }
}
