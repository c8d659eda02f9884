namespace Transcoder.Coordinator.Messaging;

internal static partial class MessagingLog
{
    [LoggerMessage(3601, LogLevel.Warning, "A request was refused: {Reason}")]
    public static partial void RequestUnreadable(this ILogger logger, string reason);
}
