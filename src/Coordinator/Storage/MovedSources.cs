using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Storage;

/// <summary>Where sources go that do not stay, and which of them are there.</summary>
internal sealed class MovedSources(StorageLayout layout)
{
    /// <summary>The places for the source of a job in one folder, below the root: the first free one is taken.</summary>
    public IEnumerable<string> Places(Job job, StorageFolder folder)
    {
        var below = layout.Within(StorageFolder.Incoming, job.SourcePath) ?? Path.GetFileName(job.SourcePath);
        return NumberedNames.Of(below).Select(name => layout.Below(folder, name));
    }

    /// <summary>Finds a source that was moved, also where that was not written down any more.</summary>
    /// <returns>Where it is, below the root; null when it is not in the folder, or that is away.</returns>
    public string? Find(Job job, StorageFolder folder) => Places(job, folder)
        .TakeWhile(place => File.Exists(layout.Absolute(place)))
        .FirstOrDefault(place => FileFingerprint.TryRead(layout.Absolute(place)) is { } found
            && (found.Identity == job.SourceIdentity || SameSizeAndTime(found, job.SourceIdentity)));

    /// <summary>A copy across file systems has another inode.</summary>
    private static bool SameSizeAndTime(FileFingerprint found, string identity) =>
        identity.EndsWith(found.Identity[found.Identity.IndexOf(':', StringComparison.Ordinal)..], StringComparison.Ordinal);
}
