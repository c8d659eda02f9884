using Transcoder.Contracts;
using Transcoder.Encoder.Health;
using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Orders;

/// <summary>Decides whether an order is for this encoder, and learns from how orders end.</summary>
internal sealed class OrderEntry(EncoderIdentity identity, EncoderHealth health, ReportWriter reports)
{
    /// <returns>The answer to an order that is not executed here; null when it is.</returns>
    public async Task<EncodeOutcome?> RefuseAsync(RunningExecution execution)
    {
        var order = execution.Order;
        if (order.AvoidEncoders.Contains(identity.Name, StringComparer.Ordinal))
        {
            return reports.Declined(order, $"the order avoids {identity.Name}");
        }

        if (order.Toolchain is { } wanted && wanted != identity.Toolchain?.Hash)
        {
            return reports.Declined(order, $"the order wants toolchain {wanted} and this encoder has {identity.Toolchain?.Hash ?? "none"}");
        }

        if (OrderRules.Breach(order) is { } breach)
        {
            return reports.Failed(execution, new StepFailure(FailureKind.BadOrder, breach));
        }

        // Waiting for the next look keeps an unwell encoder from declining a whole queue within a second.
        return await health.UntilKnownAsync(execution.Stopped) is { } unwell ? reports.Declined(order, $"unwell: {unwell}") : null;
    }

    public void Learn(TranscodeRequested order, EncodeOutcome outcome)
    {
        if (outcome is EncodeOutcome.Failed failed)
        {
            health.Failed(order.JobId, failed.Report.Kind, failed.Report.Reason);
        }
        else
        {
            health.Succeeded();
        }
    }

    public TranscodeStarted Started(RunningExecution execution) => reports.Started(execution);

    public EncodeOutcome HandedBack(RunningExecution execution) => reports.HandedBack(execution);

    public EncodeOutcome Cancelled(RunningExecution execution) =>
        reports.Failed(execution, new StepFailure(FailureKind.Cancelled, execution.CancelReason ?? "cancelled"));
}
