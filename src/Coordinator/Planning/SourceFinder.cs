using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Planning;

/// <summary>Finds the source of a job, and brings it back from where the fate of an earlier try moved it.</summary>
internal sealed class SourceFinder(StorageLayout layout, StorageGuard guard, MovedSources moved)
{
    /// <exception cref="StorageMissingException">A folder is away; nothing was moved.</exception>
    /// <exception cref="IOException">The file system did not answer, or the source cannot be read; nothing was moved.</exception>
    public SourceStanding Find(Job job)
    {
        guard.Demand(StorageFolder.Incoming);
        var path = layout.Absolute(job.SourcePath);
        FileFingerprint? found = null;
        if (guard.Lacks(() => (found = FileFingerprint.TryRead(path)) is not null, StorageFolder.Incoming)
            && (job.SourceNow ?? Moved(job)) is { } place && place != job.SourcePath)
        {
            return BringBack(job, place, path);
        }

        if (found is null)
        {
            return new SourceStanding.Gone("The source is gone.");
        }

        return found.Value.Identity != job.SourceIdentity ? new SourceStanding.Gone("The source is another file by now, and has a job of its own.")
            : StoragePath.StaysBelow(layout.Absolute(StorageFolder.Incoming), path) ? new SourceStanding.Here(path)
            : new SourceStanding.Gone("The source is out of the incoming folder by a symbolic link.");
    }

    // The wish to try a job again may come after the move and before that is written down.
    private string? Moved(Job job)
    {
        string? place = null;
        guard.Lacks(
            () => (place = moved.Find(job, StorageFolder.Failed) ?? moved.Find(job, StorageFolder.Archive)) is not null,
            StorageFolder.Failed, StorageFolder.Archive);
        return place;
    }

    private SourceStanding BringBack(Job job, string place, string path)
    {
        var from = layout.Absolute(place);
        var byHand = new SourceStanding.Gone($"The source is at {place}; move it to {job.SourcePath} to have it transcoded again.");
        if (FolderOf(place) is not { } folder)
        {
            return byHand;
        }

        FileFingerprint? found = null;
        if (guard.Lacks(() => (found = FileFingerprint.TryRead(from)) is not null, folder))
        {
            return new SourceStanding.Gone($"The source was moved to {place} and is not there any more.");
        }

        if (found?.Identity != job.SourceIdentity)
        {
            return byHand;
        }

        guard.Demand(folder);
        guard.MakeFolder(StorageFolder.Incoming, Path.GetDirectoryName(path)!);
        if (!StoragePath.StaysBelow(layout.Absolute(StorageFolder.Incoming), path) || AtomicFile.Publish(from, path) != PublishOutcome.Published)
        {
            return byHand;
        }

        Crash.At(CrashPoint.SourceBroughtBack);
        return new SourceStanding.Here(path);
    }

    private StorageFolder? FolderOf(string place) => new[] { StorageFolder.Failed, StorageFolder.Archive }
        .Where(folder => layout.Within(folder, place) is not null).Select(folder => (StorageFolder?)folder).FirstOrDefault();
}
