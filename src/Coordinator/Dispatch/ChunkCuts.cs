using System.Globalization;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Chunks;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Cuts chunks out of their film, next to the storage, so that each encoder gets the bytes of its chunk only.</summary>
internal sealed class ChunkCuts(
    ChunkCutter cutter, SourcePresence sources, StorageLayout layout, StorageGuard guard, JobStore store, OwnFailures failures, ILogger<ChunkCuts> logger)
{
    public bool Has(Job job, Part part) => File.Exists(layout.Absolute(layout.CutPath(job.Id, part.Id)));

    /// <summary>
    /// Cuts one chunk and orders it, or orders the film as a whole where it cannot be cut. What fails for now is logged, and tried again when the film
    /// has rested. Twice is harmless.
    /// </summary>
    /// <exception cref="StorageMissingException">A folder is away; the cut is made when it is back.</exception>
    /// <exception cref="IOException">The disk is full; the cut is made when it has room.</exception>
    public async Task MakeAsync(Job job, Part part, CancellationToken cancellationToken)
    {
        if (failures.IsResting(job.Id))
        {
            return;
        }

        guard.MakeFolder(StorageFolder.Work, layout.Absolute(layout.WorkFolder(job.Id)));
        var cut = layout.Absolute(layout.CutPath(job.Id, part.Id));
        var unfinished = cut + ".part";
        var picture = SettingsJson.Read(job.Settings!).Video.SourceStream;
        var made = await cutter.CutAsync(layout.Absolute(job.SourcePath), picture, part.ChunkOf(), unfinished, cancellationToken);
        if (!sources.IsUnchanged(job))
        {
            await store.ChangeAsync(job.Id, (changed, now) => changed.SourceChangedAtWork(now), cancellationToken);
            return;
        }

        guard.Demand(StorageFolder.Work);
        if (FfmpegFaults.IsDiskFull(made.ErrorTail))
        {
            File.Delete(unfinished);
            throw new IOException($"There is no room in work/ for a chunk of {job.SourcePath}: {FfmpegFaults.Telling(made.ErrorTail)}");
        }

        if (!made.Succeeded || !File.Exists(unfinished))
        {
            var reason = string.Create(CultureInfo.InvariantCulture, $"Chunk {part.Index + 1} could not be cut: {made.Words}");
            if (failures.MayTryAgain(job.Id, FfmpegFaults.Classify(made.ExitCode, made.ErrorTail) is FfmpegFault.Machine))
            {
                logger.NotCutYet(job.Id, reason);
            }
            else
            {
                logger.NotCut(job.Id, reason);
                await store.ChangeAsync(job.Id, (changed, now) => changed.GoWhole(reason, now, Job.Coordinator), cancellationToken);
            }

            return;
        }

        failures.Forget(job.Id);
        var sha256 = await FileHash.Sha256Async(unfinished, cancellationToken);
        var bytes = new FileInfo(unfinished).Length;
        File.Delete(cut);
        AtomicFile.TryMove(unfinished, cut);
        Crash.At(CrashPoint.ChunkCut);
        if (!await store.ChangeAsync(job.Id, (changed, now) => changed.CutMade(part.Id, bytes, sha256, now), cancellationToken))
        {
            // The job has ended, or the film is encoded whole.
            File.Delete(cut);
        }

        Crash.At(CrashPoint.ChunkNoted);
    }
}
