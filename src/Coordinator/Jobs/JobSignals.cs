using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Wakes the workers of this process after a change of the database. Losing a signal costs a worker's idle time, nothing else.</summary>
public sealed class JobSignals
{
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
