using System.IO.Enumeration;
using Transcoder.Coordinator.Storage;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Ingest;

/// <summary>
/// Walks a folder and everything below it, lazily: memory is taken for one batch and the open folders, never for all files.
/// Symbolic links are not followed, hidden and unfinished names not looked at.
/// </summary>
internal sealed class SourceScan(SourceNames names, StorageLayout layout)
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = 0,
        IgnoreInaccessible = true,
    };

    /// <param name="folder">Absolute: <c>incoming/</c> or a folder below it.</param>
    /// <param name="batch">Files to return at once.</param>
    /// <param name="ignored">Takes what is no source.</param>
    public IEnumerable<IReadOnlyList<FoundFile>> Walk(string folder, int batch, IgnoredFiles ignored)
    {
        var root = layout.Absolute(StorageFolder.Incoming);
        var found = new List<FoundFile>(batch);
        foreach (var (relative, isFolder) in Entries(folder, root))
        {
            var path = layout.Below(StorageFolder.Incoming, relative);
            if (!isFolder && !names.HasExtension(relative))
            {
                ignored.Add(relative);
            }
            else if (!isFolder && SourceFile.Look(layout, path) is { } file)
            {
                found.Add(new FoundFile(path, file));
                if (found.Count == batch)
                {
                    yield return found;
                    found = new List<FoundFile>(batch);
                }
            }
            else if (SourceFile.Oddity(layout, path) is { } why)
            {
                ignored.Add(relative, why);
            }
        }

        if (found.Count > 0)
        {
            yield return found;
        }
    }

    /// <summary>All files, and the folders that somebody may take for sources: links, and those that are called like a film.</summary>
    private FileSystemEnumerable<(string Relative, bool IsFolder)> Entries(string folder, string root) =>
        new(folder, (ref FileSystemEntry entry) => (Path.GetRelativePath(root, entry.ToFullPath()), entry.IsDirectory), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !SourceNames.IsHidden(entry.FileName)
                && (!entry.IsDirectory || IsLink(ref entry) || names.HasExtension(entry.FileName)),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !SourceNames.IsHidden(entry.FileName) && !IsLink(ref entry),
        };

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;
}
