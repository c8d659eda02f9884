using MassTransit;
using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Orders;

internal sealed class TranscodeRequestedConsumer(ISlotDesk desk) : IConsumer<TranscodeRequested>
{
    public async Task Consume(ConsumeContext<TranscodeRequested> context)
    {
        // A lost connection must not end the encode: the desk has tokens of its own (stop, cancel, stall), joins an execution of
        // this attempt that is already running, and publishes the result through the bus, which outlives this delivery.
        var outcome = await desk.ExecuteAsync(context.Message);

        if (outcome is EncodeOutcome.HandedBack)
        {
            // MassTransit returns a delivery without a fault only for its own token, and that one fires after ours.
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }
    }
}
