namespace Transcoder.Coordinator.Fleet;

internal static partial class FleetLog
{
    [LoggerMessage(3701, LogLevel.Warning, "Encoders were not told at once that work on job {JobId} is not wanted ({Problem}); their next sign of life is answered")]
    public static partial void CancelNotSent(this ILogger logger, Guid jobId, string problem);
}
