using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Storage;

/// <summary>Fills a new database with the jobs that a lost one had brought to an end. Twice is harmless.</summary>
internal sealed class JobRestore(JobRecords records, JobStore store, StorageLayout layout, TimeProvider time, ILogger<JobRestore> logger)
{
    private const int Batch = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var restored = 0;
        foreach (var batch in records.All().Where(IsOfUse).Select(record => record.ToJob(time.GetUtcNow())).Chunk(Batch))
        {
            restored += await store.RestoreAsync(batch, cancellationToken);
        }

        if (restored > 0)
        {
            logger.JobsRestored(restored);
        }
    }

    /// <summary>
    /// A commit that was recorded goes on while its result exists, in either place; otherwise the source is to be encoded anew. A final job
    /// stays final though its output was taken away.
    /// </summary>
    private bool IsOfUse(JobRecord record) => record.State != JobState.Committing || (record is
    { OutputPath: { } output, AcceptedExecutionId: { } executionId, Settings: { } settings }
        && (FileFingerprint.TryRead(layout.Absolute(layout.Below(StorageFolder.Completed, output)))?.Size == record.OutputBytes
            || File.Exists(Path.Combine(layout.Absolute(layout.AcceptedFolder), WorkNames.Result(executionId, SettingsJson.Read(settings).Container)))));
}
