using System.Collections.Concurrent;
using MassTransit;

namespace Transcoder.Coordinator.Tests.Messaging;

/// <summary>What goes over a bus, and what of it a channel keeps that was lost at a bad moment. Thread-safe.</summary>
internal sealed class BusTraffic : IConsumeObserver
{
    private readonly ConcurrentDictionary<Type, int> _consumed = [];
    private readonly ConcurrentQueue<object> _published = [];

    /// <summary>How many messages of a type are kept, whose sender waits until it gives up.</summary>
    public ConcurrentDictionary<Type, int> Kept { get; } = [];

    /// <summary>How many messages of a type consumers are done with.</summary>
    public int Consumed<TMessage>() => _consumed.GetValueOrDefault(typeof(TMessage));

    /// <summary>Those that were not kept.</summary>
    public IReadOnlyList<TMessage> Published<TMessage>() => [.. _published.OfType<TMessage>()];

    public bool Keeps(Type message) => Kept.ContainsKey(message) && Kept.AddOrUpdate(message, 0, (_, left) => left - 1) >= 0;

    public void Passes(object message) => _published.Enqueue(message);

    Task IConsumeObserver.PreConsume<T>(ConsumeContext<T> context) => Task.CompletedTask;

    Task IConsumeObserver.PostConsume<T>(ConsumeContext<T> context)
    {
        _consumed.AddOrUpdate(typeof(T), 1, (_, before) => before + 1);
        return Task.CompletedTask;
    }

    Task IConsumeObserver.ConsumeFault<T>(ConsumeContext<T> context, Exception exception) => Task.CompletedTask;
}

internal sealed class TrafficFilter<TMessage>(BusTraffic traffic) : IFilter<PublishContext<TMessage>>
    where TMessage : class
{
    public async Task Send(PublishContext<TMessage> context, IPipe<PublishContext<TMessage>> next)
    {
        if (traffic.Keeps(typeof(TMessage)))
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        await next.Send(context);
        traffic.Passes(context.Message);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("traffic");
}
