namespace Transcoder.Coordinator.Completion;

internal static partial class CompletionLog
{
    [LoggerMessage(4001, LogLevel.Warning, "Job {JobId}: the result of {Encoder} is refused: {Reason}")]
    public static partial void ResultRefused(this ILogger logger, Guid jobId, string encoder, string reason);

    [LoggerMessage(4002, LogLevel.Information, "Job {JobId}: published {OutputPath} ({Bytes} bytes). {Notes}")]
    public static partial void OutputPublished(this ILogger logger, Guid jobId, string outputPath, long? bytes, string notes);

    [LoggerMessage(4003, LogLevel.Information, "Job {JobId}: source {SourcePath} is now {SourceNow}")]
    public static partial void SourceMoved(this ILogger logger, Guid jobId, string sourcePath, string sourceNow);

    [LoggerMessage(4004, LogLevel.Information, "Swept {Entry} from the work folder: it belongs to no open job")]
    public static partial void Swept(this ILogger logger, string entry);

    [LoggerMessage(4006, LogLevel.Warning, "Job {JobId}: the joined pieces are not the source: {Reason}. The film is encoded whole")]
    public static partial void NotJoined(this ILogger logger, Guid jobId, string reason);

    [LoggerMessage(4007, LogLevel.Warning, "Job {JobId}: the pieces are not joined yet: {Reason}. It is tried again")]
    public static partial void NotJoinedYet(this ILogger logger, Guid jobId, string reason);

    [LoggerMessage(4005, LogLevel.Warning, "The source {SourcePath} has changed since its job ended; it stays where it is")]
    public static partial void SourceStays(this ILogger logger, string sourcePath);
}
