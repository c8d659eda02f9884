using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Storage;

/// <summary>Whether sources are still there as they were.</summary>
public sealed class SourcePresence(StorageLayout layout, StorageGuard guard)
{
    /// <summary>True while the source is the very file that the job was made for.</summary>
    /// <exception cref="StorageMissingException">The folder of sources is away, which says nothing of the source.</exception>
    public bool IsUnchanged(Job job) => !guard.Lacks(
        () => FileFingerprint.TryRead(layout.Absolute(job.SourcePath))?.Identity == job.SourceIdentity, StorageFolder.Incoming);
}
