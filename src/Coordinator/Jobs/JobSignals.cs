using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Wakes the workers of this process after a change of the database. Losing a signal costs a worker's idle time, nothing else.</summary>
public sealed class JobSignals
{
    private readonly ConcurrentBag<Channel<bool>> _subscribers = [];

    /// <summary>A reader that holds one item whenever something has changed since it was last read. Never unsubscribed: one per worker.</summary>
    public ChannelReader<bool> Subscribe()
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        _subscribers.Add(channel);
        return channel.Reader;
    }

    public void Pulse()
    {
        foreach (var channel in _subscribers)
        {
            channel.Writer.TryWrite(true);
        }
    }
}
