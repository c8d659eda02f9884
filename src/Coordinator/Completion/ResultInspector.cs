using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Completion;

/// <summary>Proves the result of a whole film from its bytes, whatever its encoder said of it.</summary>
internal sealed class ResultInspector(FilmInspector films, SourcePresence sources, WorkFiles files, StorageGuard guard)
{
    /// <param name="job">With the coordinator's own hash of the source.</param>
    /// <param name="execution">With what the encoder reported.</param>
    /// <param name="cancellationToken">Ends the inspection.</param>
    /// <exception cref="StorageMissingException">A folder is away; nothing is proven, and nobody is to blame.</exception>
    public async Task<Verdict> InspectAsync(Job job, Execution execution, CancellationToken cancellationToken)
    {
        var verdict = await JudgeAsync(job, execution, cancellationToken);
        if (verdict is not Verdict.Proven)
        {
            // What cannot be read because the disk went away was not wrong.
            guard.Demand(StorageFolder.Incoming, StorageFolder.Work);
        }

        return verdict;
    }

    private async Task<Verdict> JudgeAsync(Job job, Execution execution, CancellationToken cancellationToken)
    {
        if (!sources.IsUnchanged(job))
        {
            return new Verdict.SourceChanged();
        }

        if (execution.SourceSha256 != job.SourceSha256)
        {
            return new Verdict.Refused(FailureKind.Transient, "The encoder worked on other bytes than the source holds.");
        }

        if (!files.TryAccept(job, execution.Id))
        {
            return new Verdict.Refused(FailureKind.Transient, "The result is not in the storage.");
        }

        Crash.At(CrashPoint.ResultTaken);
        // All at once, since they read the same bytes; the first problem is the one that explains most.
        var path = files.Accepted(job, execution.Id);
        var bytes = ArrivedBytes.ProblemAsync(path, execution, cancellationToken);
        var content = films.ProblemAsync(job, path, cancellationToken);
        await Task.WhenAll(bytes, content);
        return await bytes is { } wrong
            ? new Verdict.Refused(FailureKind.Transient, wrong)
            : await content is { } problem
                ? new Verdict.Refused(FailureKind.CheckFailed, problem)
                : new Verdict.Proven();
    }
}
