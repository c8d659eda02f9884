using System.Net;

namespace Transcoder.Coordinator.Api;

internal static partial class ApiLog
{
    [LoggerMessage(5001, LogLevel.Warning, "Encoders were not told at once that job {JobId} is cancelled; their next sign of life is answered")]
    public static partial void CancelNotSent(this ILogger logger, Guid jobId, Exception exception);

    [LoggerMessage(5002, LogLevel.Warning, "A wrong token for the API came from {Address}")]
    public static partial void TokenRefused(this ILogger logger, IPAddress address);
}
