using Transcoder.Coordinator.Storage;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>One entry of <c>work/</c> or of <c>work/accepted/</c>.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Owner">The job, or for an accepted result the execution; null for a name of nobody's.</param>
/// <param name="IsJob">The owner is a job.</param>
/// <param name="LastWrite">Of the entry itself and, for a folder, of everything in it.</param>
internal sealed record WorkEntry(string Path, Guid? Owner, bool IsJob, DateTimeOffset LastWrite);

/// <summary>Lists and deletes what lies in <c>work/</c>.</summary>
internal sealed class WorkFolders(StorageLayout layout, StorageGuard guard)
{
    public IEnumerable<WorkEntry> Entries()
    {
        guard.Demand(StorageFolder.Work);
        var accepted = layout.Absolute(layout.AcceptedFolder);
        var jobs = new DirectoryInfo(layout.Absolute(StorageFolder.Work)).EnumerateFileSystemInfos()
            .Where(entry => entry.Name != FolderIdentity.FileName && entry.FullName != accepted)
            .Select(entry => Entry(entry, isJob: true));
        return !Directory.Exists(accepted) ? jobs
            : jobs.Concat(new DirectoryInfo(accepted).EnumerateFileSystemInfos().Select(entry => Entry(entry, isJob: false)));
    }

    public void Delete(WorkEntry entry)
    {
        guard.Demand(StorageFolder.Work);
        if (Directory.Exists(entry.Path))
        {
            Directory.Delete(entry.Path, recursive: true);
        }
        else
        {
            File.Delete(entry.Path);
        }
    }

    private static WorkEntry Entry(FileSystemInfo entry, bool isJob) => new(
        entry.FullName,
        Guid.TryParseExact(Path.GetFileNameWithoutExtension(entry.Name), "n", out var owner) ? owner : null,
        isJob,
        entry is DirectoryInfo folder
            ? folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(inner => inner.LastWriteTimeUtc).Append(entry.LastWriteTimeUtc).Max()
            : entry.LastWriteTimeUtc);
}
