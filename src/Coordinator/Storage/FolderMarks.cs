using Transcoder.Coordinator.Testing;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Storage;

/// <summary>
/// The marks that the folders bear. While the first start writes them a file in <c>work/</c> says so: so that half a set of marks
/// is not taken for a storage with a part unmounted, nor the other way round.
/// </summary>
internal sealed class FolderMarks(StorageLayout layout)
{
    private string Begun => Path.Combine(layout.Absolute(StorageFolder.Work), ".transcoder-new");

    /// <summary>True when no folder bears a mark, or the start that began to write them never ended.</summary>
    public bool AreNew(IReadOnlyCollection<StorageFolder> folders) => Missing(folders).Count == folders.Count || File.Exists(Begun);

    /// <summary>Folders without a mark.</summary>
    public IReadOnlyList<StorageFolder> Missing(IEnumerable<StorageFolder> folders) => [.. folders.Where(folder => Read(folder) is null)];

    /// <summary>Makes folders and marks that are missing.</summary>
    /// <returns>The identity of each folder, found or new.</returns>
    public IReadOnlyList<(StorageFolder Folder, Guid Identity)> Complete(IReadOnlyCollection<StorageFolder> folders)
    {
        if (Missing(folders) is [_, ..] missing)
        {
            Directory.CreateDirectory(layout.Absolute(StorageFolder.Work));
            AtomicFile.Replace(Begun, []);
            foreach (var folder in missing)
            {
                Directory.CreateDirectory(layout.Absolute(folder));
                FolderIdentity.Write(layout.Absolute(folder), Guid.NewGuid());
                Crash.At(CrashPoint.FolderMarked);
            }

            Crash.At(CrashPoint.FoldersMarked);
        }

        if (File.Exists(Begun))
        {
            File.Delete(Begun);
        }

        return [.. folders.Select(folder => (folder, Read(folder)!.Value))];
    }

    private Guid? Read(StorageFolder folder) => FolderIdentity.TryRead(layout.Absolute(folder));
}
