namespace Transcoder.Coordinator.Planning;

internal static partial class PlanningLog
{
    [LoggerMessage(2501, LogLevel.Error, "Planning is paused: {Reason}")]
    public static partial void PlanningPaused(this ILogger logger, string reason);

    [LoggerMessage(2502, LogLevel.Warning, "{SourcePath} waits: {Reason}")]
    public static partial void SourceWaits(this ILogger logger, string sourcePath, string reason);
}
