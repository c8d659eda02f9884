using MassTransit;
using Microsoft.Extensions.Hosting;
using Transcoder.Encoder.Settings;

namespace Transcoder.Encoder.Messaging;

/// <summary>
/// How long each layer waits for the one inside it when the process stops. The order matters: the delivery's token must fire while the bus
/// still lives, or the hand-back is neither orderly nor fast.
/// </summary>
internal static class StopTimes
{
    // Our own token has fired before; this is how soon MassTransit's follows and the order is back in the queue.
    private static readonly TimeSpan ConsumerStop = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan BusStop = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan HostStop = TimeSpan.FromSeconds(40);

    // A drained order may have all of its limit before it, and transfers and checks after that.
    private static readonly TimeSpan Around = TimeSpan.FromHours(4);

    public static void Apply(HostOptions host, EncoderOptions encoder) => host.ShutdownTimeout = Added(encoder) + HostStop;

    public static void Apply(MassTransitHostOptions bus, EncoderOptions encoder)
    {
        bus.ConsumerStopTimeout = Added(encoder) + ConsumerStop;
        bus.StopTimeout = Added(encoder) + BusStop;
    }

    private static TimeSpan Added(EncoderOptions encoder) => encoder.StopMode is StopMode.Drain ? encoder.EncodeLimit + Around : TimeSpan.Zero;
}
