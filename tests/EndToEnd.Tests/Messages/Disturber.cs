using System.Collections.Concurrent;
using MassTransit;

namespace Transcoder.EndToEnd.Tests.Messages;

/// <summary>Draws what becomes of each message on its way to its consumer. Thread-safe.</summary>
/// <param name="seed">Of the chances; null lets all pass but what is to be lost.</param>
internal sealed class Disturber(int? seed)
{
    private readonly Lock _access = new();
    private readonly Random? _random = seed is { } given ? new Random(given) : null;

    /// <summary>How many messages of a type are lost before the first one arrives; for types that are not here, chance decides.</summary>
    public Dictionary<Type, int> Lost { get; } = [];

    /// <summary>How many messages of a type a broken channel keeps, whose sender waits until it gives up.</summary>
    public ConcurrentDictionary<Type, int> Kept { get; } = [];

    /// <summary>Types of which at least one message has come this far.</summary>
    public ConcurrentDictionary<Type, bool> Seen { get; } = [];

    /// <summary>Whether a message is kept on its way to the bus.</summary>
    public bool Keeps(Type message) => Kept.ContainsKey(message) && Kept.AddOrUpdate(message, 0, (_, left) => left - 1) >= 0;

    /// <summary>How often each message is handed on, and after which delay.</summary>
    public (int Times, TimeSpan Delay) Draw(Type message)
    {
        Seen[message] = true;
        lock (_access)
        {
            if (Lost.TryGetValue(message, out var left))
            {
                Lost[message] = Math.Max(0, left - 1);
                return (left > 0 ? 0 : 1, TimeSpan.Zero);
            }

            return _random?.Next(4) switch
            {
                0 => (0, TimeSpan.Zero),
                1 => (2, TimeSpan.Zero),
                2 => (1, TimeSpan.FromMilliseconds(_random.Next(1500))),
                _ => (1, TimeSpan.Zero),
            };
        }
    }
}

/// <summary>Loses, doubles and delays messages, and so changes their order.</summary>
internal sealed class DisturbingFilter<TMessage>(Disturber disturber) : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        var (times, delay) = disturber.Draw(typeof(TMessage));
        await Task.Delay(delay, context.CancellationToken);
        for (var time = 0; time < times; time++)
        {
            await next.Send(context);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("disturb");
}

/// <summary>Keeps messages as a channel does that was lost at a bad moment.</summary>
internal sealed class KeepingFilter<TMessage>(Disturber disturber) : IFilter<PublishContext<TMessage>>
    where TMessage : class
{
    public async Task Send(PublishContext<TMessage> context, IPipe<PublishContext<TMessage>> next)
    {
        if (disturber.Keeps(typeof(TMessage)))
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("keep");
}
