using Microsoft.Extensions.Logging;
using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Progress;
using Transcoder.Encoder.Testing;
using Transcoder.Encoder.Transfer;
using Transcoder.Media.Files;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Orders;

/// <summary>Pull, encode, check, push.</summary>
internal sealed class ExecutionRunner(
    ITransferPicker picker, FfmpegEncode ffmpeg, ResultJudge judge, ReportWriter reports, TimeProvider time, ILogger<ExecutionRunner> log)
    : IExecutionRunner
{
    public async Task<EncodeOutcome> RunAsync(RunningExecution execution, CancellationToken cancellationToken)
    {
        log.Began(execution.Order.SourcePath, execution.Order.SourceBytes);
        try
        {
            switch (picker.Pick(execution.Order, execution.ExecutionId))
            {
                case TransferChoice.Usable { Transfer: var transfer }:
                    using (transfer)
                    {
                        return await OnDiskAsync(execution, transfer, cancellationToken);
                    }

                case TransferChoice.None none:
                    return Failed(execution, none.Failure);
                default:
                    throw new InvalidOperationException("A transfer is usable or there is none");
            }
        }
        catch (ToolMissingException missing)
        {
            return Failed(execution, new StepFailure(FailureKind.BadEncoder, $"{missing.Program} cannot be started on this machine"));
        }
    }

    private async Task<EncodeOutcome> OnDiskAsync(RunningExecution execution, ITransfer transfer, CancellationToken cancellationToken)
    {
        try
        {
            return await StepsAsync(execution, transfer, cancellationToken);
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            return Failed(execution, new StepFailure(transfer.DiskFailure, $"a disk failed: {disk.Message}"));
        }
    }

    private async Task<EncodeOutcome> StepsAsync(RunningExecution execution, ITransfer transfer, CancellationToken cancellationToken)
    {
        execution.Phase = ExecutionPhase.Pulling;
        if (await Crash.During(CrashPoint.Pulling, transfer.FetchAsync(cancellationToken)) is { } notFetched)
        {
            return Failed(execution, notFetched);
        }

        if (execution.Order.Suspected)
        {
            execution.Phase = ExecutionPhase.Checking;
            if (await judge.DamageAsync(execution.Order, transfer.Source, cancellationToken) is { } damaged)
            {
                return Failed(execution, damaged);
            }
        }

        execution.Phase = ExecutionPhase.Encoding;
        var (encoded, sourceSha256) = await Crash.During(CrashPoint.Encoding, EncodeAsync(execution, transfer, cancellationToken));
        if (encoded is not EncodeStep.Written written)
        {
            // What passes by itself when ffmpeg reads and writes files is the disk.
            var failure = await ExplainAsync(((EncodeStep.Failed)encoded).Failure, transfer.Source, execution.Order, cancellationToken);
            return Failed(execution, failure.Kind is FailureKind.Transient ? failure with { Kind = transfer.DiskFailure } : failure);
        }

        execution.Phase = ExecutionPhase.Checking;
        var (notAsOrdered, damage) = await Crash.During(
            CrashPoint.Checking, judge.RunAsync(execution.Order, transfer.Source, transfer.Result, written, cancellationToken));
        if (notAsOrdered is not null)
        {
            return Failed(execution, notAsOrdered);
        }

        var resultSha256 = await FileHash.Sha256Async(transfer.Result, cancellationToken);
        var resultBytes = new FileInfo(transfer.Result).Length;
        execution.Phase = ExecutionPhase.Pushing;
        if (await Crash.During(CrashPoint.Pushing, transfer.DeliverAsync(cancellationToken)) is { } notDelivered)
        {
            return Failed(execution, notDelivered);
        }

        Crash.At(CrashPoint.Pushed);
        var outcome = reports.Encoded(execution, written, sourceSha256, resultSha256, resultBytes, damage);
        log.Delivered(outcome.Report.ResultPath, resultBytes, written.Frames, written.Elapsed);
        return outcome;
    }

    /// <summary>The hash of what is encoded is made while it is encoded, when its bytes are read anyway.</summary>
    private async Task<(EncodeStep Step, string SourceSha256)> EncodeAsync(
        RunningExecution execution, ITransfer transfer, CancellationToken cancellationToken)
    {
        var window = new ProgressWindow(execution.Order.ExpectedFrames, execution.Order.Duration, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hashing = FileHash.Sha256Async(transfer.Source, over.Token);
        EncodeStep? step = null;
        try
        {
            step = await ffmpeg.RunAsync(
                PieceOrder.OfSource(execution.Order.Settings, execution.Order.Piece), execution.Order.Piece, transfer.Source, transfer.Result, execution.Order.MaximumBytes,
                execution.Order.AcceptDamage,
                progress => execution.Progress = window.Feed(progress),
                cancellationToken);
        }
        finally
        {
            if (step is not EncodeStep.Written)
            {
                // Nobody needs the hash of a source that gave nothing, and nobody may leave while the file is still read.
                await over.CancelAsync();
                await ((Task)hashing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return (step, step is EncodeStep.Written ? await hashing : "");
    }

    // The times of a cut are nothing to people, and the pictures before its piece look damaged.
    private async Task<StepFailure> ExplainAsync(StepFailure failure, string source, TranscodeRequested order, CancellationToken cancellationToken) =>
        order.Piece?.Content is PieceContent.Picture ? failure : await ffmpeg.ExplainAsync(failure, source, order.Settings, cancellationToken);

    private EncodeOutcome.Failed Failed(RunningExecution execution, StepFailure failure)
    {
        log.Failed(failure.Kind, failure.Reason);
        return reports.Failed(execution, failure);
    }
}
