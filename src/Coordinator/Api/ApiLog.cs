using System.Net;

namespace Transcoder.Coordinator.Api;

internal static partial class ApiLog
{
    [LoggerMessage(5002, LogLevel.Warning, "A wrong token for the API came from {Address}")]
    public static partial void TokenRefused(this ILogger logger, IPAddress address);
}
