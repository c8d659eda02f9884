using System.Collections.Concurrent;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Storage;

/// <summary>
/// Proves, right before anything is moved or deleted, that a folder is the one that was there at the first start: it bears the same
/// <c>.transcoder-id</c>. So a missing mount is never an empty library, and a mount that comes back, on whatever device, is the library again.
/// </summary>
public sealed class StorageGuard(StorageLayout layout)
{
    private readonly ConcurrentDictionary<StorageFolder, Guid> _known = [];

    /// <summary>Called once at start, with what the database knows of the folder, which need not be there.</summary>
    public void Learn(StorageFolder folder, Guid id) => _known[folder] = id;

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

    /// <summary>Makes a folder, and those above it, in the very folder that bears the mark, even if that is unmounted at this moment. Twice is harmless.</summary>
    /// <param name="folder">Which one.</param>
    /// <param name="path">Absolute; below that folder.</param>
    /// <exception cref="StorageMissingException">The folder is absent, or another one; nothing was made.</exception>
    /// <exception cref="IOException">It could not be made.</exception>
    public void MakeFolder(StorageFolder folder, string path)
    {
        Demand(folder);
        var root = layout.Absolute(folder);
        using var held = HeldFolder.Open(root);
        if (FolderIdentity.TryRead(held.Path) != _known[folder])
        {
            throw new StorageMissingException($"The folder {root} is mounted or unmounted at this moment");
        }

        Directory.CreateDirectory(Path.Combine(held.Path, Path.GetRelativePath(root, path)));
    }

    /// <summary>
    /// Whether something is really not there. What is not found in a folder that goes away meanwhile is not gone, so a look counts only between two
    /// proofs of the folders.
    /// </summary>
    /// <param name="has">Finds it; may be asked twice.</param>
    /// <param name="folders">In which it would be.</param>
    /// <exception cref="StorageMissingException">It was not found, and a folder is absent, or another one.</exception>
    public bool Lacks(Func<bool> has, params ReadOnlySpan<StorageFolder> folders)
    {
        if (has())
        {
            return false;
        }

        Demand(folders);
        var found = has();
        Demand(folders);
        return !found;
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

        if (!Directory.Exists(path))
        {
            return $"The folder {path} is not there";
        }

        try
        {
            var device = Folders.Device(path);
            if (FolderIdentity.TryRead(path) != known)
            {
                return $"The folder {path} is not the one this coordinator works with: {FolderIdentity.FileName} is absent or another";
            }

            // The mark was read from what is there now, and not from what was mounted or unmounted meanwhile.
            return Folders.Device(path) == device ? null : $"The folder {path} is mounted or unmounted at this moment";
        }
        catch (IOException failure)
        {
            return $"The folder {path} does not answer: {failure.Message}";
        }
    }
}
