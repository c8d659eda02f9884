using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Transfer;
using Transcoder.Media.Files;

namespace Transcoder.FarmKit.Simulation;

/// <summary>In the place of ffmpeg and of the checks after it: the result is the source once more.</summary>
internal sealed class CopyingRunner(ITransferPicker picker, ReportWriter reports) : IExecutionRunner
{
    public async Task<EncodeOutcome> RunAsync(RunningExecution execution, CancellationToken cancellationToken)
    {
        try
        {
            return await StepsAsync(execution, cancellationToken);
        }
        catch (IOException disk)
        {
            // The folder of a job that has ended meanwhile is gone.
            return reports.Failed(execution, new StepFailure(FailureKind.Transient, disk.Message));
        }
    }

    private async Task<EncodeOutcome> StepsAsync(RunningExecution execution, CancellationToken cancellationToken)
    {
        if (picker.Pick(execution.Order, execution.ExecutionId) is not TransferChoice.Usable { Transfer: var transfer })
        {
            return reports.Failed(execution, new StepFailure(FailureKind.Transient, "the job's folder is not in the storage"));
        }

        using (transfer)
        {
            if (await transfer.FetchAsync(cancellationToken) is { } notFetched)
            {
                return reports.Failed(execution, notFetched);
            }

            File.Copy(transfer.Source, transfer.Result);
            var sha256 = await FileHash.Sha256Async(transfer.Result, cancellationToken);
            var bytes = new FileInfo(transfer.Result).Length;
            return await transfer.DeliverAsync(cancellationToken) is { } notDelivered
                ? reports.Failed(execution, notDelivered)
                : reports.Encoded(execution, new EncodeStep.Written(FfprobeDouble.Frames, TimeSpan.FromMilliseconds(1)), sha256, sha256, bytes, null);
        }
    }
}
