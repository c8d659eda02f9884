using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Results;

/// <summary>Notes that an encoder stops in order, so that nobody takes it for dead.</summary>
internal sealed class TranscodeHandedBackConsumer(JobStore jobs) : IConsumer<TranscodeHandedBack>
{
    public Task Consume(ConsumeContext<TranscodeHandedBack> context) =>
        jobs.ChangeAsync(context.Message.JobId, (job, now) => job.HandBack(context.Message, now), context.CancellationToken);
}
