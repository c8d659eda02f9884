using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Storage;

/// <summary>
/// Proves, right before anything is moved or deleted, that a folder is the one that was there at the first start:
/// its <c>.transcoder-id</c> and its device are the same. So a missing mount is never an empty library.
/// </summary>
public sealed class StorageGuard(StorageLayout layout)
{
    private readonly Dictionary<StorageFolder, (Guid Id, ulong Device)> _known = [];

    /// <summary>Called once at start, with what the database knows of the folder.</summary>
    public void Learn(StorageFolder folder, Guid id) => _known[folder] = (id, Folders.Device(layout.Absolute(folder)));

    /// <exception cref="StorageMissingException">The folder is absent, or another one.</exception>
    public void Demand(params ReadOnlySpan<StorageFolder> folders)
    {
        foreach (var folder in folders)
        {
            if (Problem(folder) is { } problem)
            {
                throw new StorageMissingException(problem);
            }
        }
    }

    /// <summary>One sentence on what is wrong with a folder; null when it is the known one.</summary>
    public string? Problem(StorageFolder folder)
    {
        if (folder == StorageFolder.Incoming && layout.SourcesAnywhere)
        {
            return null;
        }

        var path = layout.Absolute(folder);
        if (!_known.TryGetValue(folder, out var known))
        {
            return $"The folder {path} is not initialised";
        }

        if (FolderIdentity.TryRead(path) != known.Id)
        {
            return $"The folder {path} is not the one this coordinator works with: {FolderIdentity.FileName} is absent or another";
        }

        return Folders.Device(path) == known.Device ? null : $"The folder {path} is on another device than at start";
    }
}
