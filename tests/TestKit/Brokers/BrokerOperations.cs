using System.Globalization;

namespace Transcoder.TestKit.Brokers;

/// <summary>What every broker can do, made of what each offers.</summary>
public static class BrokerOperations
{
    /// <summary>Stops and starts in order.</summary>
    public static async Task RestartAsync(this IBroker broker, CancellationToken cancellationToken = default)
    {
        await broker.StopAsync(cancellationToken);
        await broker.StartAsync(cancellationToken);
    }

    /// <summary>
    /// Sets how long a delivery may stay unacknowledged, for channels opened from now on, until the broker's next start.
    /// </summary>
    /// <param name="broker">All its virtual hosts are concerned: use a broker that no other test shares.</param>
    /// <param name="timeout">Whole milliseconds.</param>
    /// <param name="check">How often channels look; RabbitMQ's own is a minute.</param>
    public static Task SetAcknowledgementTimeoutAsync(
        this IBroker broker, TimeSpan timeout, TimeSpan check, CancellationToken cancellationToken = default) =>
        broker.ControlAsync(
            [
                "eval",
                string.Create(CultureInfo.InvariantCulture, $"application:set_env(rabbit, consumer_timeout, {(long)timeout.TotalMilliseconds}), ")
                    + string.Create(CultureInfo.InvariantCulture, $"application:set_env(rabbit, channel_tick_interval, {(long)check.TotalMilliseconds})."),
            ],
            cancellationToken);
}
