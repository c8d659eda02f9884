namespace Transcoder.Coordinator.Dispatch;

internal static partial class DispatchLog
{
    [LoggerMessage(3001, LogLevel.Information, "Job {JobId}: order {Attempt} published for {SourcePath}")]
    public static partial void OrderPublished(this ILogger logger, Guid jobId, int attempt, string sourcePath);

    [LoggerMessage(3002, LogLevel.Warning, "Job {JobId}: {Encoder} fell silent; its execution counts as lost")]
    public static partial void ExecutionLost(this ILogger logger, Guid jobId, string encoder);

    [LoggerMessage(3004, LogLevel.Information, "Job {JobId}: {Encoder} is stopped, because an encoder that began earlier works on the same")]
    public static partial void TwinCancelled(this ILogger logger, Guid jobId, string encoder);

    [LoggerMessage(3005, LogLevel.Warning, "Job {JobId}: the encoder of execution {ExecutionId} ended without a word, and another one has its order")]
    public static partial void ExecutionVanished(this ILogger logger, Guid jobId, Guid executionId);

    [LoggerMessage(3006, LogLevel.Warning, "{Encoder} gets no orders: {Reason}. It may try again after {Rest}")]
    public static partial void EncoderDistrusted(this ILogger logger, string encoder, string reason, TimeSpan rest);

    [LoggerMessage(3008, LogLevel.Warning, "Job {JobId}: {Reason}. It is tried again")]
    public static partial void NotCutYet(this ILogger logger, Guid jobId, string reason);

    [LoggerMessage(3007, LogLevel.Warning, "Job {JobId}: {Reason}. The film is encoded whole")]
    public static partial void NotCut(this ILogger logger, Guid jobId, string reason);

    [LoggerMessage(3003, LogLevel.Warning, "Job {JobId}: its order is in no queue and nobody has started it; it is ordered again")]
    public static partial void OrderLost(this ILogger logger, Guid jobId);
}
