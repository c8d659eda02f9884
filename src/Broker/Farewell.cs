using MassTransit;
using Microsoft.Extensions.Logging;

namespace Transcoder.Broker;

/// <summary>Publishes last words over a bus of its own, since the one that the process has hangs.</summary>
internal static class Farewell
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task SayAsync(BrokerOptions options, IEnumerable<ILastWords> speakers, ILogger logger)
    {
        try
        {
            // Nothing of a bus that hangs, too, is waited for.
            await PublishAsync(options, [.. speakers.SelectMany(speaker => speaker.Speak())]).WaitAsync(Limit);
        }
        catch (Exception failure)
        {
            logger.FarewellNotSaid(failure.Message);
        }
    }

    private static async Task PublishAsync(BrokerOptions options, IReadOnlyList<object> words)
    {
        if (words.Count == 0)
        {
            return;
        }

        var bus = Bus.Factory.CreateUsingRabbitMq(bus => bus.UseBroker(options, "farewell"));
        await bus.StartAsync();
        try
        {
            await bus.PublishBatch(words);
        }
        finally
        {
            await bus.StopAsync();
        }
    }
}
