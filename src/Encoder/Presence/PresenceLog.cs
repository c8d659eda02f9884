using Microsoft.Extensions.Logging;

namespace Transcoder.Encoder.Presence;

internal static partial class PresenceLog
{
    [LoggerMessage(4400, LogLevel.Debug, "A heartbeat was not taken: {Problem}")]
    public static partial void BeatLost(this ILogger logger, string problem);

    [LoggerMessage(4401, LogLevel.Warning, "Unwell, takes no orders and looks at itself: {Reason}")]
    public static partial void Unwell(this ILogger logger, string? reason);

    [LoggerMessage(4402, LogLevel.Error, "The look at itself failed")]
    public static partial void ProbeFailed(this ILogger logger, Exception surprise);
}
