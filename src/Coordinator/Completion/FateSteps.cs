using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Completion;

/// <summary>The steps that end one job, each harmless twice.</summary>
internal sealed class FateSteps(
    SourceMover mover, FailureReport report, WorkFiles files, JobRecords records, JobQueries queries, JobStore store)
{
    /// <summary>
    /// Keeps the end of a failed or cancelled job, which may have to wait for others of its source before more can follow, and frees the room that it
    /// took. What an encoder still brings is left to the sweeper.
    /// </summary>
    public void Record(Job job)
    {
        if (!records.Has(job.Id))
        {
            records.Keep(job);
        }

        // Kept already where a crash at a point before this one came later than the record.
        Crash.At(CrashPoint.EndRecorded);

        if (job.Parts.Exists(part => part.HasWork()))
        {
            // Who writes its result there by itself, or is about to, is told to stop, and takes it away.
            files.RemovePieces(job.Id);
        }
        else
        {
            files.Remove(job);
        }
    }

    public async Task EndAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.State != JobState.Cancelled)
        {
            await MoveAsync(job, cancellationToken);
        }

        job.Fate = SourceFateState.Done;
        records.Keep(job);
        Crash.At(CrashPoint.FateRecorded);
        await store.ChangeAsync(job.Id, (changed, _) =>
        {
            if (changed.Fate != SourceFateState.Pending)
            {
                // A user has it tried again meanwhile.
                return false;
            }

            changed.SourceNow = job.SourceNow;
            changed.Fate = SourceFateState.Done;
            return true;
        }, cancellationToken);
        Crash.At(CrashPoint.FateNoted);
    }

    private async Task MoveAsync(Job job, CancellationToken cancellationToken)
    {
        var jobs = await queries.OfSourceAsync(job.SourcePath, job.SourceIdentity, cancellationToken);
        var folder = jobs.Any(other => other.State == JobState.Failed) ? StorageFolder.Failed
            : jobs.Any(other => JobTransitions.IsItsOwnResult(other.State)) ? StorageFolder.Completed
            : StorageFolder.Archive;
        job.SourceNow = await mover.CarryOutAsync(job, folder, cancellationToken);
        if (job.State == JobState.Failed)
        {
            report.Write(job, job.SourceNow);
            Crash.At(CrashPoint.ReportWritten);
        }

        files.Remove(job);
        Crash.At(CrashPoint.WorkFilesRemoved);
    }
}
