using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Keeps the picture of the fleet, and answers work that nobody wants with a cancellation, again and again.</summary>
internal sealed class EncoderHeartbeatConsumer(
    EncoderFleet fleet, Sightings sightings, JobQueries jobs, JobStore store, CancelNotice notice, ILogger<EncoderHeartbeatConsumer> logger)
    : IConsumer<EncoderHeartbeat>
{
    public async Task Consume(ConsumeContext<EncoderHeartbeat> context)
    {
        var beat = context.Message;
        fleet.Hear(beat);
        foreach (var work in beat.Executions)
        {
            sightings.Note(work.ExecutionId);
        }

        foreach (var work in beat.Executions)
        {
            var part = await jobs.StandingAsync(work.JobId, work.PartId, context.CancellationToken);
            switch (WorkRule.Judge(work.ExecutionId, part, sightings.Of, sightings.Now))
            {
                case WorkVerdict.ToBeNoted when !await NoteAsync(beat, work, context.CancellationToken):
                case WorkVerdict.NotNeeded:
                    await CancelAsync(work, "The job no longer needs this result", context.CancellationToken);
                    break;
                case WorkVerdict.YoungerTwin:
                    logger.TwinCancelled(work.JobId, beat.EncoderName);
                    await CancelAsync(work, "An encoder that began earlier works on the same", context.CancellationToken);
                    break;
            }
        }
    }

    private Task<bool> NoteAsync(EncoderHeartbeat beat, ExecutionProgress work, CancellationToken cancellationToken) => store.ChangeAsync(
        work.JobId,
        (job, now) => job.Started(
            new TranscodeStarted
            {
                JobId = work.JobId,
                PartId = work.PartId,
                AttemptId = work.AttemptId,
                ExecutionId = work.ExecutionId,
                EncoderId = beat.EncoderId,
                EncoderName = beat.EncoderName,
                StartedAt = now,
            },
            now),
        cancellationToken);

    private Task CancelAsync(ExecutionProgress work, string reason, CancellationToken cancellationToken) => notice.SendAsync(
        new CancelTranscode { JobId = work.JobId, ExecutionId = work.ExecutionId, Reason = reason }, cancellationToken);
}
