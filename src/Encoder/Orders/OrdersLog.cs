using Microsoft.Extensions.Logging;

namespace Transcoder.Encoder.Orders;

internal static partial class OrdersLog
{
    private static readonly Func<ILogger, Guid, Guid, Guid, IDisposable?> Scope =
        LoggerMessage.DefineScope<Guid, Guid, Guid>("job {JobId} attempt {AttemptId} execution {ExecutionId}");

    public static IDisposable? ExecutionScope(this ILogger logger, Guid jobId, Guid attemptId, Guid executionId) =>
        Scope(logger, jobId, attemptId, executionId);

    [LoggerMessage(4000, LogLevel.Information, "Execution ended: {Outcome}")]
    public static partial void Ended(this ILogger logger, string outcome);

    [LoggerMessage(4001, LogLevel.Information, "Order came again after its end, answered from memory: {Outcome}")]
    public static partial void Recalled(this ILogger logger, string outcome);

    [LoggerMessage(4002, LogLevel.Information, "Executions cancelled: {Count}, because {Reason}")]
    public static partial void Cancelled(this ILogger logger, int count, string reason);

    [LoggerMessage(4003, LogLevel.Information, "Encoding {SourcePath} ({Bytes} bytes)")]
    public static partial void Began(this ILogger logger, string sourcePath, long bytes);

    [LoggerMessage(4004, LogLevel.Information, "Delivered {ResultPath}: {Bytes} bytes, {Frames} frames, encoded in {Elapsed}")]
    public static partial void Delivered(this ILogger logger, string resultPath, long bytes, long frames, TimeSpan elapsed);

    [LoggerMessage(4005, LogLevel.Warning, "Failed as {Kind}: {Reason}")]
    public static partial void Failed(this ILogger logger, Contracts.FailureKind kind, string reason);
}
