namespace Transcoder.Coordinator.Jobs;

internal static partial class JobsLog
{
    [LoggerMessage(1001, LogLevel.Error, "{Worker} could not finish its turn and tries again later")]
    public static partial void WorkerTurnFailed(this ILogger logger, string worker, Exception exception);

    [LoggerMessage(1002, LogLevel.Information, "Job {JobId} {State}: {SourcePath} {Reason}")]
    public static partial void JobEnded(this ILogger logger, Guid jobId, JobState state, string sourcePath, string? reason);
}
