using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Orders;

/// <summary>Speaks of orders and executions in this encoder's name.</summary>
internal sealed class ReportWriter(EncoderIdentity identity, TimeProvider time)
{
    public TranscodeStarted Started(RunningExecution execution) => new()
    {
        JobId = execution.Order.JobId,
        PartId = execution.Order.PartId,
        AttemptId = execution.Order.AttemptId,
        ExecutionId = execution.ExecutionId,
        EncoderId = identity.Id,
        EncoderName = identity.Name,
        StartedAt = time.GetUtcNow(),
    };

    public EncodeOutcome.Encoded Encoded(
        RunningExecution execution, EncodeStep.Written written, string sourceSha256, string resultSha256, long resultBytes, string? damage) =>
        new(new TranscodeCompleted
        {
            JobId = execution.Order.JobId,
            PartId = execution.Order.PartId,
            AttemptId = execution.Order.AttemptId,
            ExecutionId = execution.ExecutionId,
            EncoderId = identity.Id,
            EncoderName = identity.Name,
            SourceSha256 = sourceSha256,
            SettingsHash = execution.Order.SettingsHash,
            ResultPath = $"{execution.Order.ResultFolder}/{WorkNames.Result(execution.ExecutionId, execution.Order)}",
            ResultBytes = resultBytes,
            ResultSha256 = resultSha256,
            Frames = written.Frames,
            EncodeTime = written.Elapsed,
            SourceDamage = damage,
            Toolchain = identity.Toolchain?.Hash,
        });

    public EncodeOutcome.Failed Failed(RunningExecution execution, StepFailure failure) => new(new TranscodeFailed
    {
        JobId = execution.Order.JobId,
        PartId = execution.Order.PartId,
        AttemptId = execution.Order.AttemptId,
        ExecutionId = execution.ExecutionId,
        EncoderId = identity.Id,
        EncoderName = identity.Name,
        Kind = failure.Kind,
        Reason = failure.Reason,
        ExitCode = failure.ExitCode,
        LogTail = failure.LogTail,
    });

    public EncodeOutcome.HandedBack HandedBack(RunningExecution execution) => new(!execution.InSlot ? null : new TranscodeHandedBack
    {
        JobId = execution.Order.JobId,
        PartId = execution.Order.PartId,
        AttemptId = execution.Order.AttemptId,
        ExecutionId = execution.ExecutionId,
        EncoderId = identity.Id,
        EncoderName = identity.Name,
    });

    public EncodeOutcome.Declined Declined(TranscodeRequested order, string reason) => new(new TranscodeDeclined
    {
        JobId = order.JobId,
        PartId = order.PartId,
        AttemptId = order.AttemptId,
        EncoderId = identity.Id,
        EncoderName = identity.Name,
        Reason = reason,
    });
}
