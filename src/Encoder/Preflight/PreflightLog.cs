using Microsoft.Extensions.Logging;

namespace Transcoder.Encoder.Preflight;

internal static partial class PreflightLog
{
    [LoggerMessage(4500, LogLevel.Information, "This machine can encode: {Findings}")]
    public static partial void Passed(this ILogger logger, string findings);

    [LoggerMessage(4501, LogLevel.Warning, "{Check}: {Detail}. {Cure}")]
    public static partial void Warned(this ILogger logger, string check, string detail, string? cure);
}
