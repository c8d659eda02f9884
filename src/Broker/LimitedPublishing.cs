using MassTransit;

namespace Transcoder.Broker;

/// <summary>Publishes without waiting for ever: what a channel that is lost at a bad moment has taken stays there, while the next one works.</summary>
public static class LimitedPublishing
{
    /// <summary>Long enough for a broker that works; for what is done anew when it failed.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Publishes and waits for the broker's confirmation. Consumers publish so, too, and not through their delivery's context, which keeps
    /// a publish that was given up and fails with it in the end.
    /// </summary>
    /// <exception cref="TimeoutException">The broker did not confirm it in time. It may arrive all the same.</exception>
    public static Task PublishWithinAsync<TMessage>(
        this IBus bus, TMessage message, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
        where TMessage : class =>
        bus.PublishWithinAsync(message, mandatory: false, limit, time, cancellationToken);

    /// <summary>As above; what is mandatory must reach a queue.</summary>
    /// <exception cref="MessageReturnedException">No queue took it.</exception>
    /// <exception cref="TimeoutException">The broker did not confirm it in time. It may arrive all the same.</exception>
    public static async Task PublishWithinAsync<TMessage>(
        this IBus bus, TMessage message, bool mandatory, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(bus);
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await bus.Publish(message, context => context.Mandatory = mandatory, either.Token);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"The broker did not confirm {typeof(TMessage).Name} in time.");
        }
    }
}
