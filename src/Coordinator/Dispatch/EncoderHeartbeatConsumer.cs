using MassTransit;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Keeps the picture of the fleet, and answers work that nobody wants with a cancellation, again and again.</summary>
internal sealed class EncoderHeartbeatConsumer(EncoderFleet fleet, JobQueries jobs) : IConsumer<EncoderHeartbeat>
{
    public async Task Consume(ConsumeContext<EncoderHeartbeat> context)
    {
        fleet.Hear(context.Message);
        foreach (var execution in context.Message.Executions)
        {
            if (!await jobs.WantsAsync(execution.JobId, execution.PartId, execution.ExecutionId, context.CancellationToken))
            {
                await context.Publish(new CancelTranscode
                {
                    JobId = execution.JobId,
                    ExecutionId = execution.ExecutionId,
                    Reason = "The job no longer needs this result",
                });
            }
        }
    }
}
