using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>Names of a job's files below <c>work/</c>, absolute, and the way of an arrived result out of the encoders' reach.</summary>
internal sealed class WorkFiles(StorageLayout layout, StorageGuard guard)
{
    public string Folder(Guid jobId) => layout.Absolute(layout.WorkFolder(jobId));

    public string SourceIndex(Guid jobId) => Path.Combine(Folder(jobId), "source-index");

    public string SourceTracks(Guid jobId) => Path.Combine(Folder(jobId), "source-tracks");

    public string AcceptedFolder => layout.Absolute(layout.AcceptedFolder);

    /// <summary>Where the proven results of a film in pieces lie, and nothing else.</summary>
    public string Pieces(Guid jobId) => Path.Combine(AcceptedFolder, jobId.ToString("n"));

    /// <summary>Where the result of an execution lies while it is needed.</summary>
    public string Accepted(Job job, Guid executionId) => Path.Combine(job.IsInPieces() ? Pieces(job.Id) : AcceptedFolder, Name(job, executionId));

    /// <summary>Where the pieces of a job lie when they are joined.</summary>
    public string Joined(Job job) => Path.Combine(AcceptedFolder, WorkNames.Result(job.Id, Container(job, PartKind.Whole)));

    /// <summary>What is published as the job's output.</summary>
    public string Output(Job job) => job.IsInPieces() ? Joined(job) : Accepted(job, job.Parts.Single().AcceptedExecutionId!.Value);

    private static string Name(Job job, Guid executionId) =>
        WorkNames.Result(executionId, Container(job, job.FindExecution(executionId)?.Part.Kind ?? PartKind.Whole));

    private static OutputContainer Container(Job job, PartKind kind) =>
        WorkNames.Container(SettingsJson.Read(job.Settings!), kind == PartKind.Chunk ? PieceContent.Picture : null);

    /// <summary>Moves a result to where no encoder writes. True when it is there, now or already.</summary>
    /// <exception cref="StorageMissingException">The work folder is away; nothing was moved.</exception>
    public bool TryAccept(Job job, Guid executionId)
    {
        var accepted = Accepted(job, executionId);
        guard.MakeFolder(StorageFolder.Work, Path.GetDirectoryName(accepted)!);
        var arrived = Path.Combine(Folder(job.Id), Name(job, executionId));
        return !guard.Lacks(() => AtomicFile.TryMove(arrived, accepted) || File.Exists(accepted), StorageFolder.Work);
    }

    /// <summary>Deletes a job's folder and every accepted result of it. Twice is harmless.</summary>
    public void Remove(Job job)
    {
        guard.Demand(StorageFolder.Work);
        foreach (var folder in new[] { Folder(job.Id), Pieces(job.Id) }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        // The folder of accepted results is not there before the first one.
        var results = job.Settings is null ? [] : Executions(job).Select(execution => Accepted(job, execution.Id)).Append(Joined(job));
        foreach (var accepted in results.Where(File.Exists))
        {
            File.Delete(accepted);
        }
    }

    /// <summary>Deletes the lists of a source, and leaves their folder to encoders that may write there. Twice is harmless.</summary>
    public void RemoveLists(Guid jobId)
    {
        if (!Directory.Exists(Folder(jobId)))
        {
            return;
        }

        guard.Demand(StorageFolder.Work);
        File.Delete(SourceIndex(jobId));
        File.Delete(SourceTracks(jobId));
    }

    /// <summary>Deletes what was cut for a film's pieces, and their proven results. Twice is harmless.</summary>
    public void RemovePieces(Guid jobId)
    {
        string[] cuts = Directory.Exists(Folder(jobId)) ? Directory.GetFiles(Folder(jobId), layout.CutPattern) : [];
        if (cuts.Length == 0 && !Directory.Exists(Pieces(jobId)))
        {
            return;
        }

        guard.Demand(StorageFolder.Work);
        Array.ForEach(cuts, File.Delete);
        if (Directory.Exists(Pieces(jobId)))
        {
            Directory.Delete(Pieces(jobId), recursive: true);
        }
    }

    public static IEnumerable<Execution> Executions(Job job) =>
        job.Parts.SelectMany(part => part.Attempts).SelectMany(attempt => attempt.Executions);
}
