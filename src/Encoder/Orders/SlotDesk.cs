using Microsoft.Extensions.Logging;
using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Reports;
using Transcoder.Encoder.Testing;

namespace Transcoder.Encoder.Orders;

internal sealed class SlotDesk(
    ExecutionBoard board, SlotGate gate, OrderEntry entry, IExecutionRunner runner, SecondLook secondLook, IResultReporter reporter,
    ILogger<SlotDesk> log)
    : ISlotDesk
{
    public Task<EncodeOutcome> ExecuteAsync(TranscodeRequested order) => board.Join(order, BeginAsync, RecallAsync);

    private async Task<EncodeOutcome> BeginAsync(RunningExecution execution)
    {
        // The board is locked until the first await.
        await Task.Yield();
        using var scope = log.ExecutionScope(execution.Order.JobId, execution.Order.AttemptId, execution.ExecutionId);
        EncodeOutcome? outcome = null;
        try
        {
            outcome = await WorkAsync(execution);
            execution.Phase = ExecutionPhase.Reporting;
            if (!await reporter.ReportAsync(outcome))
            {
                outcome = new EncodeOutcome.HandedBack();
            }

            Crash.At(CrashPoint.Reported);
            log.Ended(outcome.GetType().Name);
            return outcome;
        }
        finally
        {
            board.Finish(execution, outcome);
        }
    }

    private async Task<EncodeOutcome> RecallAsync(EncodeOutcome outcome)
    {
        log.Recalled(outcome.GetType().Name);
        return await reporter.ReportAsync(outcome) ? outcome : new EncodeOutcome.HandedBack();
    }

    private async Task<EncodeOutcome> WorkAsync(RunningExecution execution)
    {
        try
        {
            await gate.EnterAsync(execution.Stopped);
            try
            {
                // One that is stopped while it waits can be let in all the same: by the slot that is left before it is off the queue.
                execution.Stopped.ThrowIfCancellationRequested();
                return await entry.RefuseAsync(execution) is { } refused ? refused : await ExecuteAsync(execution);
            }
            finally
            {
                gate.Leave();
            }
        }
        catch (OperationCanceledException) when (execution.Stopped.IsCancellationRequested)
        {
            return execution.Cause is StopCause.Shutdown
                ? entry.HandedBack(execution)
                : entry.Cancelled(execution);
        }
    }

    private async Task<EncodeOutcome> ExecuteAsync(RunningExecution execution)
    {
        execution.InSlot = true;
        await reporter.StartedAsync(entry.Started(execution), execution.Stopped);
        var outcome = await secondLook.TakeAsync(execution, await runner.RunAsync(execution, execution.Stopped));
        entry.Learn(execution.Order, outcome);
        return outcome;
    }
}
