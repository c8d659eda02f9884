namespace Transcoder.Coordinator.Api;

internal static partial class ApiLog
{
    [LoggerMessage(5001, LogLevel.Warning, "Encoders were not told at once that job {JobId} is cancelled; their next sign of life is answered")]
    public static partial void CancelNotSent(this ILogger logger, Guid jobId, Exception exception);
}
