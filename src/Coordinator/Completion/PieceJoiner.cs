using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>Joins proven pieces to a film, and proves that. Every step may be the last before a crash: it begins anew then.</summary>
internal sealed class PieceJoiner(
    FilmStitching stitching, FilmInspector films, SourcePresence sources, WorkFiles files, StorageGuard guard, JobQueries queries, JobStore store,
    OwnFailures failures, IOptions<CommitOptions> options, JobSignals signals, TimeProvider time, ILogger<PieceJoiner> logger)
    : JobWorker(signals, time, logger, JobState.Verifying)
{
    private const int JobsPerTurn = 100;

    protected override async Task TurnAsync(CancellationToken stoppingToken) =>
        await ForEachAsync(await queries.IdsToJoinAsync(JobsPerTurn, stoppingToken), 1, async jobId =>
        {
            if (!failures.IsResting(jobId) && await queries.FindAsync(jobId, stoppingToken) is { State: JobState.Verifying } job && job.IsInPieces() && job.IsComplete())
            {
                await JoinAsync(job, stoppingToken);
            }
        });

    private async Task JoinAsync(Job job, CancellationToken cancellationToken)
    {
        guard.MakeFolder(StorageFolder.Work, files.AcceptedFolder);
        var joined = files.Joined(job);
        var failure = await stitching.JoinAsync(job, joined, cancellationToken);
        Crash.At(CrashPoint.PiecesJoined);
        if (failure is null && await films.ProblemAsync(job, joined, cancellationToken) is { } problem)
        {
            failure = new JoinFailure(problem, OfMachine: false);
        }

        if (!sources.IsUnchanged(job))
        {
            await store.ChangeAsync(job.Id, (changed, now) => changed.SourceChangedAtWork(now), cancellationToken);
            return;
        }

        guard.Demand(StorageFolder.Work);
        if (failure is not null)
        {
            await GiveUpAsync(job, failure, joined, cancellationToken);
            return;
        }

        failures.Forget(job.Id);
        var bytes = new FileInfo(joined).Length;
        var sha256 = await FileHash.Sha256Async(joined, cancellationToken);
        Crash.At(CrashPoint.ResultJudged);
        var taken = await store.ChangeAsync(
            job.Id,
            (changed, now) => options.Value.IfLarger == LargerResult.Discard && bytes >= changed.SourceBytes
                ? changed.JoinedNotSmaller(bytes, now) : changed.AcceptJoined(bytes, sha256, now),
            cancellationToken);
        if (!taken)
        {
            // It was cancelled meanwhile.
            File.Delete(joined);
        }

        Crash.At(CrashPoint.VerdictNoted);
    }

    /// <summary>Joining costs nothing beside the encodes of all pieces, so it is tried again before these are given up.</summary>
    private async Task GiveUpAsync(Job job, JoinFailure failure, string joined, CancellationToken cancellationToken)
    {
        File.Delete(joined);
        if (failures.MayTryAgain(job.Id, failure.OfMachine))
        {
            logger.NotJoinedYet(job.Id, failure.Reason);
            return;
        }

        logger.NotJoined(job.Id, failure.Reason);
        await store.ChangeAsync(
            job.Id, (changed, now) => changed.GoWhole($"The joined film is not the source: {failure.Reason}", now, Job.Coordinator), cancellationToken);
    }
}
