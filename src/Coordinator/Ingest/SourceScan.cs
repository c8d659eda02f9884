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
        foreach (var relative in Files(folder, root))
        {
            if (!names.HasExtension(relative))
            {
                ignored.Add(relative);
            }
            else if (SourceFile.Look(layout, layout.Below(StorageFolder.Incoming, relative)) is { } file)
            {
                found.Add(new FoundFile(layout.Below(StorageFolder.Incoming, relative), file));
                if (found.Count == batch)
                {
                    yield return found;
                    found = new List<FoundFile>(batch);
                }
            }
        }

        if (found.Count > 0)
        {
            yield return found;
        }
    }

    private static FileSystemEnumerable<string> Files(string folder, string root) =>
        new(folder, (ref FileSystemEntry entry) => Path.GetRelativePath(root, entry.ToFullPath()), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && !SourceNames.IsHidden(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                !SourceNames.IsHidden(entry.FileName) && (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
}
