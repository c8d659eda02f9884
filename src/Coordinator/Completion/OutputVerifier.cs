using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Completion;

/// <summary>Proves arrived results.</summary>
internal sealed class OutputVerifier(
    ResultInspector inspector, EncoderFleet fleet, JobQueries queries, JobStore store, JobSignals signals, TimeProvider time, IOptions<CommitOptions> options,
    ILogger<OutputVerifier> logger)
    : JobWorker(signals, time, logger, JobState.Verifying)
{
    private const int JobsPerTurn = 100;

    protected override async Task TurnAsync(CancellationToken stoppingToken) =>
        await ForEachAsync(await queries.IdsToVerifyAsync(JobsPerTurn, stoppingToken), Several, async jobId =>
        {
            if (await queries.FindAsync(jobId, stoppingToken) is { State: JobState.Verifying, SourceSha256: not null } job
                && WorkFiles.Executions(job).FirstOrDefault(execution => execution.State == ExecutionState.Delivered) is { } execution)
            {
                await VerifyAsync(job, execution, stoppingToken);
            }
        });

    private async Task VerifyAsync(Job job, Execution execution, CancellationToken cancellationToken)
    {
        var verdict = await inspector.InspectAsync(job, execution, cancellationToken);
        if (verdict is Verdict.Refused { Reason: var text })
        {
            logger.ResultRefused(job.Id, execution.EncoderName, text);
        }

        Crash.At(CrashPoint.ResultJudged);
        var othersLive = fleet.MayHaveOtherThan(execution.EncoderName, job.Toolchain);
        await store.ChangeAsync(job.Id, (changed, now) => verdict switch
        {
            Verdict.Proven when options.Value.IfLarger == LargerResult.Discard && execution.ResultBytes >= changed.SourceBytes =>
                changed.NotSmaller(execution.Id, now),
            Verdict.Proven => changed.Accept(execution.Id, now),
            Verdict.Refused refused => changed.RefuseResult(execution.Id, refused.Kind, refused.Reason, now, othersLive),
            _ => changed.SourceChangedAtWork(now),
        }, cancellationToken);
        Crash.At(CrashPoint.VerdictNoted);
    }
}
