using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Results;

/// <summary>Writes down a failure and what follows from it.</summary>
internal sealed class TranscodeFailedConsumer(
    JobStore jobs, JobQueries queries, SourcePresence sources, EncoderFleet fleet, StorageOutage outage, ILogger<TranscodeFailedConsumer> logger)
    : IConsumer<TranscodeFailed>
{
    public async Task Consume(ConsumeContext<TranscodeFailed> context)
    {
        var failed = context.Message;
        logger.ExecutionFailed(failed.JobId, failed.EncoderName, failed.Kind, failed.Reason);
        // What an encoder could not read or write while nobody could says nothing of source or encoder.
        var excused = failed.Kind is not (FailureKind.BadOrder or FailureKind.Cancelled) && outage.Now() is not null;
        // A source that was changed or removed meanwhile fails in many ways, and none of them says anything of source or encoder either.
        var changed = false;
        try
        {
            changed = !excused && await IsChangedAsync(failed.JobId, context.CancellationToken);
        }
        catch (StorageMissingException)
        {
            excused = true;
        }

        Crash.At(CrashPoint.FailureReceived);
        await jobs.ChangeAsync(failed.JobId, (job, now) => changed
            ? job.SourceChangedAtWork(now)
            : job.Fail(failed, now, excused, fleet.MayHaveOtherThan(failed.EncoderName, job.Toolchain)), context.CancellationToken);
        Crash.At(CrashPoint.FailureNoted);
    }

    private async Task<bool> IsChangedAsync(Guid jobId, CancellationToken cancellationToken) =>
        await queries.FindAsync(jobId, cancellationToken) is { State: JobState.Active } job && !sources.IsUnchanged(job);
}
