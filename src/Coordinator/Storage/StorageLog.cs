namespace Transcoder.Coordinator.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(1501, LogLevel.Error, "Storage missing: {Problem}. Nothing is moved until it is back")]
    public static partial void FolderMissing(this ILogger logger, string problem);
}
