using Microsoft.Extensions.Logging;

namespace Transcoder.Encoder.Reports;

internal static partial class ReportsLog
{
    [LoggerMessage(4300, LogLevel.Debug, "The start was not told: {Problem}")]
    public static partial void StartedNotSaid(this ILogger logger, string problem);

    [LoggerMessage(4302, LogLevel.Debug, "The hand-back was not told: {Problem}")]
    public static partial void HandBackNotSaid(this ILogger logger, string problem);

    [LoggerMessage(4301, LogLevel.Warning, "{Report} was not taken and is tried again: {Problem}")]
    public static partial void NotRouted(this ILogger logger, string report, string problem);
}
