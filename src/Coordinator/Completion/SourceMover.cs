using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>Moves a source to where its fate says, unaltered and never over another file.</summary>
internal sealed class SourceMover(
    IOptions<CommitOptions> options, StorageLayout layout, StorageGuard guard, MovedSources moved, ILogger<SourceMover> logger)
{
    /// <summary>Carries the fate of a source out. Twice is harmless.</summary>
    /// <param name="job">One of the source's jobs.</param>
    /// <param name="folder">Where a source goes that does not stay; one that would go to <c>archive/</c> may be deleted instead.</param>
    /// <returns>Where the source is now, below the root; null when it is deleted or gone.</returns>
    public async Task<string?> CarryOutAsync(Job job, StorageFolder folder, CancellationToken cancellationToken)
    {
        var fate = options.Value.SourceFate;
        if (fate == SourceFate.Keep)
        {
            return job.SourcePath;
        }

        guard.Demand(StorageFolder.Incoming);
        var source = layout.Absolute(job.SourcePath);
        if (FileFingerprint.TryRead(source) is not { } fingerprint)
        {
            var place = moved.Find(job, folder);
            return place is null && guard.Lacks(() => Path.Exists(source), StorageFolder.Incoming, folder) ? null
                : place ?? throw new StorageMissingException($"{job.SourcePath} was not there for a moment");
        }

        if (fingerprint.Identity != job.SourceIdentity)
        {
            // Another file has the name by now; it is not ours to move, and ingest makes a new job of it.
            logger.SourceStays(job.SourcePath);
            return moved.Find(job, folder) ?? job.SourcePath;
        }

        if (fate == SourceFate.Delete && folder == StorageFolder.Archive)
        {
            File.Delete(source);
            Folders.Sync(Path.GetDirectoryName(source)!);
            Crash.At(CrashPoint.SourceDeleted);
            return null;
        }

        return await MoveAsync(job, source, folder, cancellationToken);
    }

    private async Task<string> MoveAsync(Job job, string source, StorageFolder folder, CancellationToken cancellationToken)
    {
        foreach (var candidate in moved.Places(job, folder))
        {
            guard.Demand(StorageFolder.Incoming);
            var final = layout.Absolute(candidate);
            guard.MakeFolder(folder, Path.GetDirectoryName(final)!);
            var outcome = AtomicFile.Publish(source, final);
            if (outcome == PublishOutcome.OtherFileSystem)
            {
                outcome = await CopyAsync(job, source, final, cancellationToken);
            }

            if (outcome == PublishOutcome.Published)
            {
                Crash.At(CrashPoint.SourceMoved);
                logger.SourceMoved(job.Id, job.SourcePath, candidate);
                return candidate;
            }
        }

        throw new IOException($"No free name for {job.SourcePath} in {folder}");
    }

    /// <summary>Copy, compare, sync, publish, and only then unlink.</summary>
    private static async Task<PublishOutcome> CopyAsync(Job job, string source, string final, CancellationToken cancellationToken)
    {
        var sha256 = job.SourceSha256 ?? await FileHash.Sha256Async(source, cancellationToken);
        if (!await IsCopyAsync(source, final, sha256, cancellationToken))
        {
            var staged = Path.Combine(Path.GetDirectoryName(final)!, $".{job.Id:n}.part");
            if (await AtomicFile.CopyAsync(source, staged, sha256, cancellationToken) != CopyOutcome.Copied)
            {
                throw new IOException($"The source {job.SourcePath} changed while it was copied; it stays where it is");
            }

            FileTimes.CopyModeAndTime(source, staged);
            Crash.At(CrashPoint.SourceCopied);
            if (AtomicFile.Publish(staged, final) != PublishOutcome.Published)
            {
                File.Delete(staged);
                return PublishOutcome.NameTaken;
            }
        }

        Crash.At(CrashPoint.SourceCopyPublished);
        File.Delete(source);
        Folders.Sync(Path.GetDirectoryName(source)!);
        return PublishOutcome.Published;
    }

    /// <summary>True when an earlier turn published its copy and could not unlink the source any more.</summary>
    private static async Task<bool> IsCopyAsync(string source, string final, string sha256, CancellationToken cancellationToken) =>
        FileFingerprint.TryRead(final) is { } found && FileFingerprint.TryRead(source) is { } original
        && (found.Size, found.ModifiedNanoseconds) == (original.Size, original.ModifiedNanoseconds)
        && await FileHash.Sha256Async(final, cancellationToken) == sha256;
}
