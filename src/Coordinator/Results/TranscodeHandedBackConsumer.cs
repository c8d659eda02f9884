using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Results;

/// <summary>Notes that an encoder stops in order, so that nobody takes it for dead.</summary>
internal sealed class TranscodeHandedBackConsumer(JobStore jobs) : IConsumer<TranscodeHandedBack>
{
    public async Task Consume(ConsumeContext<TranscodeHandedBack> context)
    {
        var handedBack = context.Message;
        Crash.At(CrashPoint.HandBackReceived);
        await jobs.ChangeAsync(handedBack.JobId, (job, now) => job.HandBack(handedBack, now), context.CancellationToken);
        Crash.At(CrashPoint.HandBackNoted);
    }
}
