using System.Text.Json;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Storage;

/// <summary>The records of jobs, one file each, in a folder of their own in <c>completed/</c>.</summary>
public sealed class JobRecords(StorageLayout layout, StorageGuard guard, ILogger<JobRecords> logger)
{
    private string Folder => layout.Absolute(layout.RecordFolder);

    /// <summary>Writes or replaces a job's record; durable on return. Twice is harmless.</summary>
    /// <exception cref="StorageMissingException">The folder is away; nothing was written.</exception>
    public void Keep(Job job)
    {
        guard.MakeFolder(StorageFolder.Completed, Folder);
        AtomicFile.Replace(PathOf(job.Id), JobRecord.Of(job).ToJson());
    }

    /// <summary>Tells whether a job has a record of any state.</summary>
    public bool Has(Guid jobId) => File.Exists(PathOf(jobId));

    /// <summary>All records, read one by one; what is none is left out and named in the log.</summary>
    public IEnumerable<JobRecord> All()
    {
        if (!Directory.Exists(Folder))
        {
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(Folder, "*.json"))
        {
            if (Guid.TryParseExact(Path.GetFileNameWithoutExtension(file), "n", out _) && TryRead(file) is { } record)
            {
                yield return record;
            }
        }
    }

    private JobRecord? TryRead(string file)
    {
        try
        {
            return JobRecord.Read(File.ReadAllBytes(file));
        }
        catch (JsonException exception)
        {
            logger.RecordUnreadable(file, exception.Message);
            return null;
        }
    }

    private string PathOf(Guid jobId) => Path.Combine(Folder, $"{jobId:n}.json");
}
