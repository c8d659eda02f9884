namespace Transcoder.Coordinator.Jobs;

internal static partial class JobsLog
{
    [LoggerMessage(1001, LogLevel.Error, "{Worker} could not finish its turn and tries again later")]
    public static partial void WorkerTurnFailed(this ILogger logger, string worker, Exception exception);

    [LoggerMessage(1003, LogLevel.Warning, "{Worker} cannot do all of its work and tries again until it can: {Problem}")]
    public static partial void WorkerRefused(this ILogger logger, string worker, string problem);

    [LoggerMessage(1004, LogLevel.Warning, "{Worker} has done what it could not do before")]
    public static partial void WorkerGoesOn(this ILogger logger, string worker);

    [LoggerMessage(1002, LogLevel.Information, "Job {JobId} {State}: {SourcePath} {Reason}")]
    public static partial void JobEnded(this ILogger logger, Guid jobId, JobState state, string sourcePath, string? reason);

    [LoggerMessage(1005, LogLevel.Warning, "Job {JobId} ended without a result: {SourcePath}: {Reason} ({Kind})")]
    public static partial void JobEndedWithoutResult(this ILogger logger, Guid jobId, string sourcePath, string? reason, string kind);
}
