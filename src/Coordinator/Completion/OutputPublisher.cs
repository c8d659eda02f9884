using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>Gives a proven result its final name, or finds that it has it already.</summary>
internal sealed class OutputPublisher(WorkFiles files, StorageLayout layout, StorageGuard guard)
{
    public string FinalPath(Job job) => layout.Absolute(layout.Below(StorageFolder.Completed, job.OutputPath!));

    /// <summary>True when our result already stands under its final name: a crash came between publishing and writing that down.</summary>
    public async Task<bool> IsPublishedAsync(Job job, CancellationToken cancellationToken)
    {
        var final = FinalPath(job);
        return FileFingerprint.TryRead(final)?.Size == job.OutputBytes
            && await FileHash.Sha256Async(final, cancellationToken) == job.OutputSha256;
    }

    /// <summary>Publishes without ever replacing. The accepted result is gone from <c>work/</c> only when it stands in <c>completed/</c>.</summary>
    /// <returns>False when another file has the name; nothing was published then.</returns>
    /// <exception cref="StorageMissingException">A folder is away; nothing was published.</exception>
    public async Task<bool> TryPublishAsync(Job job, CancellationToken cancellationToken)
    {
        guard.Demand(StorageFolder.Work);
        var accepted = files.Output(job);
        var final = FinalPath(job);
        guard.MakeFolder(StorageFolder.Completed, Path.GetDirectoryName(final)!);
        var outcome = Publish(accepted, final, job);
        if (outcome == PublishOutcome.OtherFileSystem)
        {
            outcome = Publish(await CopyAsync(accepted, job, cancellationToken), final, job);
        }

        return outcome == PublishOutcome.Published;
    }

    /// <summary>Names beside the job's own that no file has now.</summary>
    public IEnumerable<string> FreeNames(Job job) => NumberedNames.Of(job.OutputPath!)
        .Where(name => !Path.Exists(layout.Absolute(layout.Below(StorageFolder.Completed, name))));

    private PublishOutcome Publish(string staged, string final, Job job)
    {
        FileTimes.CopyModeAndTime(layout.Absolute(job.SourcePath), staged);
        guard.Demand(StorageFolder.Work, StorageFolder.Completed);
        Crash.At(CrashPoint.ResultStaged);
        return AtomicFile.Publish(staged, final);
    }

    /// <summary>The result on the file system of <c>completed/</c>, its bytes compared on the way.</summary>
    private async Task<string> CopyAsync(string accepted, Job job, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(layout.Absolute(layout.RecordFolder), $"{job.Id:n}.part");
        if (await AtomicFile.CopyAsync(accepted, copy, job.OutputSha256!, cancellationToken) != CopyOutcome.Copied)
        {
            throw new IOException($"The accepted result {accepted} no longer has the bytes that were proven");
        }

        Crash.At(CrashPoint.ResultCopied);
        return copy;
    }
}
