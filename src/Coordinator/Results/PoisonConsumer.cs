using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Results;

/// <summary>The broker gave an order up after too many returns. That ends the attempt and blames nobody: a new one is ordered.</summary>
internal sealed class PoisonConsumer(JobStore jobs, ILogger<PoisonConsumer> logger) : IConsumer<TranscodeRequested>
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);

    public async Task Consume(ConsumeContext<TranscodeRequested> context)
    {
        var order = context.Message;
        logger.OrderReturnedTooOften(order.JobId, order.Attempt);
        Crash.At(CrashPoint.PoisonReceived);
        await jobs.ChangeAsync(
            order.JobId,
            (job, now) => job.OrderAgain(order.AttemptId, "The broker gave the order up after too many returns", null, Delay, now),
            context.CancellationToken);
        Crash.At(CrashPoint.PoisonNoted);
    }
}
