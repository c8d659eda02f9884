using MassTransit;
using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Orders;

internal sealed class TranscodeRequestedConsumer(ISlotDesk desk) : IConsumer<TranscodeRequested>
{
    private const string InMemory = "loopback";

    public async Task Consume(ConsumeContext<TranscodeRequested> context)
    {
        // A lost connection must not end the encode: the desk has tokens of its own (stop, cancel, stall), joins an execution of
        // this attempt that is already running, and publishes the result through the bus. The delivery that is gone must not be held on to
        // either: MassTransit makes no new connection before the consumers of the old one have returned.
        var outcome = await desk.ExecuteAsync(context.Message).WaitAsync(context.CancellationToken);

        // The in-memory bus takes nothing back (its coordinator orders again at the next start), and does not end a delivery that it hands
        // over while it stops: waiting for its token would be for ever.
        if (outcome is EncodeOutcome.HandedBack && context.ReceiveContext.InputAddress.Scheme != InMemory)
        {
            // MassTransit returns a delivery without a fault only for its own token, and that one fires after ours.
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }
    }
}
