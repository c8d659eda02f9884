using Transcoder.Contracts;

namespace Transcoder.Coordinator.Results;

internal static partial class ResultsLog
{
    [LoggerMessage(3501, LogLevel.Information, "Job {JobId}: the result of execution {ExecutionId} by {Encoder} is not needed")]
    public static partial void ResultNotNeeded(this ILogger logger, Guid jobId, Guid executionId, string encoder);

    [LoggerMessage(3502, LogLevel.Warning, "Job {JobId} failed on {Encoder} ({Kind}): {Reason}")]
    public static partial void ExecutionFailed(this ILogger logger, Guid jobId, string encoder, FailureKind kind, string reason);

    [LoggerMessage(3503, LogLevel.Warning, "Job {JobId}: the broker gave order {Attempt} up after too many returns")]
    public static partial void OrderReturnedTooOften(this ILogger logger, Guid jobId, int attempt);

    [LoggerMessage(3504, LogLevel.Warning, "Submission of {Path} refused: {Reason}")]
    public static partial void SubmissionRefused(this ILogger logger, string? path, string reason);
}
