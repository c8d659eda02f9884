namespace Transcoder.Coordinator.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(1501, LogLevel.Error, "Storage missing: {Problem}. Nothing is moved until it is back")]
    public static partial void FolderMissing(this ILogger logger, string problem);

    [LoggerMessage(1510, LogLevel.Error, "Nothing is ordered: {Problem}")]
    public static partial void OutageBegan(this ILogger logger, string problem);

    [LoggerMessage(1511, LogLevel.Information, "The storage is well again")]
    public static partial void OutageOver(this ILogger logger);

    [LoggerMessage(1502, LogLevel.Warning, "The database is new: {Count} jobs are restored from their records")]
    public static partial void JobsRestored(this ILogger logger, int count);

    [LoggerMessage(1503, LogLevel.Warning, "The record {File} cannot be read and is left aside: {Problem}")]
    public static partial void RecordUnreadable(this ILogger logger, string file, string problem);
}
