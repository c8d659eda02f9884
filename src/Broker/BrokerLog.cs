using Microsoft.Extensions.Logging;

namespace Transcoder.Broker;

internal static partial class BrokerLog
{
    [LoggerMessage(6001, LogLevel.Error, "The broker answers, but this process has not found back to it for {Span}: it starts anew")]
    public static partial void StartsAnew(this ILogger logger, TimeSpan span);

    [LoggerMessage(6002, LogLevel.Warning, "The broker is out of reach ({Trouble}); what needs it waits until it is back")]
    public static partial void OutOfReach(this ILogger logger, string trouble);

    [LoggerMessage(6003, LogLevel.Information, "The broker is within reach again")]
    public static partial void WithinReach(this ILogger logger);

    [LoggerMessage(6004, LogLevel.Warning, "What was to be told before was not: {Problem}")]
    public static partial void FarewellNotSaid(this ILogger logger, string problem);
}
