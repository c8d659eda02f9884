using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>
/// Keeps the last result that was refused of a job that failed for that, so that somebody can look at it. What is kept is the user's: it has
/// the name of its execution, so that a later try of the job neither meets nor removes it.
/// </summary>
internal sealed class RefusedResults(WorkFiles files, StorageLayout layout, StorageGuard guard, JobStore store)
{
    /// <summary>Moves the result out of <c>work/</c>, and notes where it is. Twice is harmless; to be called before the job's work files are removed.</summary>
    /// <param name="job">Final, with everything.</param>
    /// <param name="cancellationToken">Ends the copy to another file system.</param>
    /// <returns>True when the job has a new note.</returns>
    /// <exception cref="StorageMissingException">A folder is away; the result is in <c>work/</c> still.</exception>
    /// <exception cref="IOException">There is no room for it, or it cannot be read; likewise.</exception>
    public async Task<bool> KeepAsync(Job job, CancellationToken cancellationToken)
    {
        if (job is not { State: JobState.Failed, FailureKind: FailureKind.CheckFailed } || LastRefused(job) is not { } refused)
        {
            return false;
        }

        var accepted = files.Accepted(job, refused.Id);
        var place = $"{layout.RefusedFolder}/{Path.GetFileName(accepted)}";
        var kept = layout.Absolute(place);
        if (guard.Lacks(() => File.Exists(kept) || File.Exists(accepted), StorageFolder.Work, StorageFolder.Failed))
        {
            return false;
        }

        if (!File.Exists(kept))
        {
            await PublishAsync(accepted, kept, refused.ResultSha256!, cancellationToken);
            Crash.At(CrashPoint.RefusedResultKept);
        }

        var noted = await store.ChangeAsync(job.Id, (changed, now) => changed.NoteKept(refused.EncoderName, place, now), cancellationToken);
        Crash.At(CrashPoint.RefusedResultNoted);
        return noted;
    }

    /// <summary>The newest one that came whole and was not the film.</summary>
    private static Execution? LastRefused(Job job) => WorkFiles.Executions(job)
        .Where(execution => execution is { State: ExecutionState.Refused, FailureKind: FailureKind.CheckFailed }).MaxBy(execution => execution.EndedAt);

    private async Task PublishAsync(string accepted, string kept, string sha256, CancellationToken cancellationToken)
    {
        guard.MakeFolder(StorageFolder.Failed, Path.GetDirectoryName(kept)!);
        guard.Demand(StorageFolder.Work, StorageFolder.Failed);
        var outcome = AtomicFile.Publish(accepted, kept);
        if (outcome == PublishOutcome.OtherFileSystem)
        {
            // What is in work/ goes with the job's other files.
            var staged = kept + ".part";
            if (await AtomicFile.CopyAsync(accepted, staged, sha256, cancellationToken) != CopyOutcome.Copied)
            {
                throw new IOException($"The refused result {accepted} no longer has the bytes that arrived");
            }

            Crash.At(CrashPoint.RefusedResultCopied);
            guard.Demand(StorageFolder.Failed);
            outcome = AtomicFile.Publish(staged, kept);
        }

        if (outcome != PublishOutcome.Published)
        {
            throw new IOException($"{kept} is no file of ours");
        }
    }
}
