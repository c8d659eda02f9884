using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Wakes the workers of this process after a change of the database. Losing a signal costs a worker's idle time, nothing else.</summary>
/// <param name="lifetime">Of the process; null where there is none to end.</param>
public sealed class JobSignals(IHostApplicationLifetime? lifetime = null)
{
    /// <summary>Cancelled as soon as the process begins to end. Workers end then: the bus that they speak over may be gone before their own turn to stop comes.</summary>
    public CancellationToken Ending { get; } = lifetime?.ApplicationStopping ?? CancellationToken.None;

    private readonly ConcurrentBag<(IReadOnlyCollection<JobState> States, Channel<bool> Channel)> _subscribers = [];

    /// <summary>A reader that holds one item when a change has left a job in one of the states since it was last read. Never unsubscribed: one per worker.</summary>
    public ChannelReader<bool> Subscribe(IReadOnlyCollection<JobState> states)
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        _subscribers.Add((states, channel));
        return channel.Reader;
    }

    /// <param name="states">In which a change has left jobs.</param>
    public void Pulse(params IReadOnlyCollection<JobState> states)
    {
        foreach (var (_, channel) in _subscribers.Where(subscriber => subscriber.States.Any(states.Contains)))
        {
            channel.Writer.TryWrite(true);
        }
    }
}
