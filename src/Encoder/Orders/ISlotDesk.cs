using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Orders;

/// <summary>Takes orders, and sees to it that each is executed once in this process and never more at a time than there are slots.</summary>
internal interface ISlotDesk
{
    /// <summary>
    /// Executes an order and reports its outcome. Called once for every delivery: a second one of the same attempt joins the running
    /// execution, or is answered from memory with the same report.
    /// </summary>
    /// <returns>After the report is routed and confirmed, or <see cref="EncodeOutcome.HandedBack"/> when this process stops.</returns>
    Task<EncodeOutcome> ExecuteAsync(TranscodeRequested order);
}
