using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Ingest;

/// <summary>Tells new files from those that have a job already.</summary>
internal sealed class KnownSources(JobQueries queries, ProfileCatalog profiles, StorageLayout layout)
{
    public async Task<IReadOnlyList<FoundFile>> UnknownAsync(IReadOnlyList<FoundFile> files, CancellationToken cancellationToken)
    {
        var known = await queries.KnownAsync([.. files.Select(file => file.Path)], cancellationToken);
        return [.. files.Where(file => !known.Contains(new JobKey(file.Path, file.File.Identity, ProfileOf(file.Path))))];
    }

    /// <summary>The profile that a source's place chooses.</summary>
    /// <param name="path">Below the storage root.</param>
    public string ProfileOf(string path) => profiles.NameFor(layout.Within(StorageFolder.Incoming, path) ?? path);
}
