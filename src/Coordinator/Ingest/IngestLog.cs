namespace Transcoder.Coordinator.Ingest;

internal static partial class IngestLog
{
    [LoggerMessage(2001, LogLevel.Information, "Sources settled: {Count}, the first is {SourcePath}")]
    public static partial void SourcesTakenIn(this ILogger logger, int count, string sourcePath);

    [LoggerMessage(2002, LogLevel.Information, "{Count} files or folders are no sources and stay where they are, among them: {Names}")]
    public static partial void FilesIgnored(this ILogger logger, long count, string names);

    [LoggerMessage(2003, LogLevel.Warning, "The watch on incoming files: {State}")]
    public static partial void WatchChanged(this ILogger logger, string state);

    [LoggerMessage(2004, LogLevel.Warning, "Events of the file system were lost, the scan finds what they told: {Reason}")]
    public static partial void EventsLost(this ILogger logger, string reason);

    [LoggerMessage(2005, LogLevel.Error, "The scan for sources failed and is tried again soon")]
    public static partial void ScanFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2006, LogLevel.Error, "Settled sources could not be taken in; the next scan finds them again")]
    public static partial void IntakeFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2007, LogLevel.Warning, "No source, and left where it is: incoming/{Name} {Why}")]
    public static partial void NoSource(this ILogger logger, string name, string why);
}
