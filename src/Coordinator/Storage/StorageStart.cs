using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Storage;

/// <summary>
/// Compares the folders with the database before anything else starts. A folder that neither knows the other is initialised;
/// a folder that one of them misses is left alone and reported, and everything that would move files waits. A new database takes over
/// folders that bear marks, with the jobs that are recorded in them.
/// </summary>
internal sealed class StorageStart(
    StorageLayout layout, StorageGuard guard, FolderMarks marks, JobRestore restore, JobWriter writer, ILogger<StorageStart> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        StorageFolder[] folders = [.. Enum.GetValues<StorageFolder>().Where(folder => !(folder == StorageFolder.Incoming && layout.SourcesAnywhere))];
        var known = await writer.WriteAsync(
            database => database.Folders.AsNoTracking().ToDictionaryAsync(row => row.Name, row => row.Identity), cancellationToken);
        StorageFolder[] unknown = [.. folders.Where(folder => !known.ContainsKey(folder.ToString()))];
        if (known.Count == 0 && !marks.AreNew(folders) && marks.Missing(folders) is [_, ..] missing)
        {
            // The database is lost, and a part of the storage is away: whatever were done now could be done a second time.
            logger.FolderMissing($"The database is new, the storage is not, and {string.Join(", ", missing.Select(layout.Absolute))} "
                + $"lacks {FolderIdentity.FileName}: mount it and start again");
            return;
        }

        foreach (var (folder, identity) in Complete(unknown))
        {
            known[folder.ToString()] = identity;
        }

        foreach (var folder in folders)
        {
            guard.Learn(folder, known[folder.ToString()]);
            if (guard.Problem(folder) is { } problem)
            {
                logger.FolderMissing(problem);
            }
        }

        if (unknown.Length > 0)
        {
            await restore.RunAsync(cancellationToken);
            Crash.At(CrashPoint.JobsRestored);
            // Last, so that a start that is interrupted begins anew.
            await writer.WriteAsync(database =>
            {
                database.Folders.AddRange(unknown.Select(folder => new KnownFolder { Name = folder.ToString(), Identity = known[folder.ToString()] }));
                return Task.FromResult(true);
            }, cancellationToken);
        }
    }

    private IReadOnlyList<(StorageFolder Folder, Guid Identity)> Complete(IReadOnlyCollection<StorageFolder> unknown)
    {
        try
        {
            return marks.Complete(unknown);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(
                "Storage", typeof(StorageOptions), [$"Storage:Root: the folders below it cannot be made: {refused.Message.TrimEnd('.')}"]);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
