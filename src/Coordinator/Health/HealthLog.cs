namespace Transcoder.Coordinator.Health;

internal static partial class HealthLog
{
    [LoggerMessage(5502, LogLevel.Information, "{Finding}")]
    public static partial void Sandboxed(this ILogger logger, string finding);

    [LoggerMessage(5501, LogLevel.Warning, "The numbers behind /metrics could not be counted and stay as they were")]
    public static partial void MetricsNotCounted(this ILogger logger, Exception exception);
}
