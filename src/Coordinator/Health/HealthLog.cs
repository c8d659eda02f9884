namespace Transcoder.Coordinator.Health;

internal static partial class HealthLog
{
    [LoggerMessage(5501, LogLevel.Warning, "The numbers behind /metrics could not be counted and stay as they were")]
    public static partial void MetricsNotCounted(this ILogger logger, Exception exception);
}
