using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Completion;

/// <summary>Proves the arrived results of pieces while others are still encoded.</summary>
internal sealed class PieceVerifier(
    PieceInspector inspector, EncoderFleet fleet, JobQueries queries, JobStore store, JobSignals signals, TimeProvider time, ILogger<PieceVerifier> logger)
    : JobWorker(signals, time, logger, JobState.Active)
{
    private const int JobsPerTurn = 100;

    protected override async Task TurnAsync(CancellationToken stoppingToken) =>
        await ForEachAsync(await queries.IdsWithDeliveredPiecesAsync(JobsPerTurn, stoppingToken), Several, async jobId =>
        {
            if (await queries.FindAsync(jobId, stoppingToken) is not { State: JobState.Active } job || !job.IsInPieces())
            {
                return;
            }

            foreach (var delivered in job.Parts.Where(part => part.AcceptedExecutionId is null && part.IsDelivered()))
            {
                // Anew each time: it is held against those that are proven already.
                if (await queries.FindAsync(jobId, stoppingToken) is { State: JobState.Active } current
                    && current.Parts.Find(part => part.Id == delivered.Id && part.AcceptedExecutionId is null) is { } part
                    && part.Attempts.SelectMany(attempt => attempt.Executions).FirstOrDefault(execution => execution.State == ExecutionState.Delivered) is { } execution)
                {
                    await VerifyAsync(current, part, execution, stoppingToken);
                }
            }
        });

    private async Task VerifyAsync(Job job, Part part, Execution execution, CancellationToken cancellationToken)
    {
        var verdict = await inspector.InspectAsync(job, part, execution, cancellationToken);
        if (verdict is Verdict.Refused { Reason: var text })
        {
            logger.ResultRefused(job.Id, execution.EncoderName, text);
        }

        Crash.At(CrashPoint.ResultJudged);
        var othersLive = fleet.MayHaveOtherThan(execution.EncoderName, job.Toolchain);
        await store.ChangeAsync(job.Id, (changed, now) => verdict switch
        {
            Verdict.Proven => changed.AcceptPiece(execution.Id, now),
            Verdict.Refused refused => changed.RefuseResult(execution.Id, refused.Kind, refused.Reason, now, othersLive),
            _ => changed.SourceChangedAtWork(now),
        }, cancellationToken);
        Crash.At(CrashPoint.VerdictNoted);
    }
}
