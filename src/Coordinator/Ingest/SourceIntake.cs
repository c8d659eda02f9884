using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Ingest;

/// <summary>Makes jobs of files that have settled. What it loses on an error, the next scan finds again.</summary>
internal sealed class SourceIntake(
    SettlingQueue settling, KnownSources sources, JobStore store, StorageLayout layout, StorageGuard guard, ILogger<SourceIntake> logger)
    : BackgroundService
{
    private const int Batch = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var settled = await settling.TakeAsync(path => SourceFile.Look(layout, path), Batch, stoppingToken);
                await TakeInAsync(settled, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.IntakeFailed(exception);
            }
        }
    }

    private async Task TakeInAsync(IReadOnlyList<SettledFile> settled, CancellationToken stoppingToken)
    {
        if (guard.Problem(StorageFolder.Incoming) is not null)
        {
            return;
        }

        var root = layout.Absolute(StorageFolder.Incoming);
        var jobs = settled.Where(file => StoragePath.StaysBelow(root, layout.Absolute(file.Path)))
            .Select(file => new NewJob(file.Path, file.File.Identity, file.File.Size, sources.ProfileOf(file.Path))).ToList();
        if (jobs.Count == 0)
        {
            return;
        }

        Crash.At(CrashPoint.SourcesSettled);
        var added = (await store.AddAsync(jobs, stoppingToken)).Count(job => job.Added);
        Crash.At(CrashPoint.JobsAdded);
        if (added > 0)
        {
            logger.SourcesTakenIn(added, jobs[0].SourcePath);
        }
    }
}
