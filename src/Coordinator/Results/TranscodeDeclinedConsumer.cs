using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Results;

/// <summary>Orders again what an encoder declined. The delay keeps two idle encoders from passing an order to and fro.</summary>
internal sealed class TranscodeDeclinedConsumer(JobStore jobs) : IConsumer<TranscodeDeclined>
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    public async Task Consume(ConsumeContext<TranscodeDeclined> context)
    {
        var declined = context.Message;
        Crash.At(CrashPoint.DeclineReceived);
        await jobs.ChangeAsync(
            declined.JobId,
            (job, now) => job.OrderAgain(declined.AttemptId, $"{declined.EncoderName} declined: {declined.Reason}", null, Delay, now),
            context.CancellationToken);
        Crash.At(CrashPoint.DeclineNoted);
    }
}
