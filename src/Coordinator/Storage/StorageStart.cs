using Microsoft.EntityFrameworkCore;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Storage;

/// <summary>
/// Compares the folders with the database before anything else starts. A folder that neither knows the other is initialised;
/// a folder that one of them misses is left alone and reported, and everything that would move files waits.
/// </summary>
internal sealed class StorageStart(StorageLayout layout, StorageGuard guard, JobWriter writer, ILogger<StorageStart> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in Enum.GetValues<StorageFolder>().Where(folder => !(folder == StorageFolder.Incoming && layout.SourcesAnywhere)))
        {
            await StartAsync(folder, cancellationToken);
        }
    }

    private async Task StartAsync(StorageFolder folder, CancellationToken cancellationToken)
    {
        var path = layout.Absolute(folder);
        var name = folder.ToString();
        var known = await writer.WriteAsync(database => database.Folders.SingleOrDefaultAsync(row => row.Name == name), cancellationToken);
        var found = Directory.Exists(path) ? FolderIdentity.TryRead(path) : null;
        if (known is null)
        {
            Directory.CreateDirectory(path);
            // A folder that another database initialised is taken over: a lost database must not lock the storage.
            found ??= Guid.NewGuid();
            FolderIdentity.Write(path, found.Value);
            var row = new KnownFolder { Name = name, Identity = found.Value };
            await writer.WriteAsync(database => Task.FromResult(database.Folders.Add(row)), cancellationToken);
            known = row;
        }

        guard.Learn(folder, known.Identity);
        if (guard.Problem(folder) is { } problem)
        {
            logger.FolderMissing(problem);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
