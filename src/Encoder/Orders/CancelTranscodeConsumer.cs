using MassTransit;
using Microsoft.Extensions.Logging;
using Transcoder.Contracts;

namespace Transcoder.Encoder.Orders;

internal sealed class CancelTranscodeConsumer(ExecutionBoard board, ILogger<CancelTranscodeConsumer> log) : IConsumer<CancelTranscode>
{
    public Task Consume(ConsumeContext<CancelTranscode> context)
    {
        var stopped = board.Cancel(context.Message);
        if (stopped > 0)
        {
            log.Cancelled(stopped, context.Message.Reason);
        }

        return Task.CompletedTask;
    }
}
