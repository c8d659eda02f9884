using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Completion;

/// <summary>The steps of one commit.</summary>
internal sealed class Committing(
    OutputPublisher publisher, JobRecords records, SourcePresence sources, JobStore store, ILogger<Committing> logger)
{
    /// <exception cref="StorageMissingException">A folder is away; the commit continues when it is back.</exception>
    public async Task CommitAsync(Job job, CancellationToken cancellationToken)
    {
        records.Keep(job);
        Crash.At(CrashPoint.CommitRecorded);
        if (!await publisher.IsPublishedAsync(job, cancellationToken))
        {
            if (!sources.IsUnchanged(job))
            {
                await store.ChangeAsync(
                    job.Id, (changed, now) => changed.SourceChanged("The source was changed or removed before its result was published", now),
                    cancellationToken);
                return;
            }

            if (!await publisher.TryPublishAsync(job, cancellationToken))
            {
                // A stranger took the name since it was reserved. The next turn publishes under the new one.
                await store.RenameOutputAsync(job.Id, publisher.FreeNames(job), cancellationToken);
                Crash.At(CrashPoint.OutputRenamed);
                return;
            }

            Crash.At(CrashPoint.ResultPublished);
        }

        logger.OutputPublished(job.Id, job.OutputPath!, job.OutputBytes, string.Join(' ', job.NoteLines));
        await store.ChangeAsync(job.Id, (changed, now) => changed.OutputPublished(now), cancellationToken);
        Crash.At(CrashPoint.OutputNoted);
    }
}
