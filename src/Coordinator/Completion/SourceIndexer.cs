using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>Reads sources itself while encoders work on them: hash and frame list, against which results are proven.</summary>
internal sealed class SourceIndexer(
    SourceReader reader, WorkFiles files, JobQueries queries, JobStore store, JobSignals signals, TimeProvider time, ILogger<SourceIndexer> logger)
    : JobWorker(signals, time, logger, JobState.Active, JobState.Verifying)
{
    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        // A few at a time and most urgent first: the disk serves the encoders, too.
        while (await queries.IdsToIndexAsync(Several, stoppingToken) is [_, ..] jobIds)
        {
            await ForEachAsync(jobIds, Several, jobId => IndexAsync(jobId, stoppingToken));
        }
    }

    private async Task IndexAsync(Guid jobId, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(jobId, cancellationToken) is not { } job)
        {
            return;
        }

        var read = await reader.ReadAsync(job, cancellationToken);
        Crash.At(CrashPoint.SourceIndexed);
        var (ended, mayBeWritten) = (false, false);
        await store.ChangeAsync(jobId, (changed, now) =>
        {
            (ended, mayBeWritten) = (JobTransitions.IsFinal(changed.State), changed.Parts.Exists(part => part.HasWork()));
            if (read is null)
            {
                return changed.SourceChangedAtWork(now);
            }

            changed.SourceSha256 = read.Sha256;
            changed.SourceFrames = read.Index.Picture.Frames;
            return true;
        }, cancellationToken);
        if (ended && mayBeWritten)
        {
            files.RemoveLists(jobId);
        }
        else if (ended)
        {
            // Its folder may have been removed before the lists were written.
            files.Remove(job);
        }
    }
}
