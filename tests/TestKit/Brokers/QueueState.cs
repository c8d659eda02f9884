namespace Transcoder.TestKit.Brokers;

/// <summary>One queue as the broker sees it.</summary>
/// <param name="Name">The queue's name.</param>
/// <param name="Ready">Messages that wait; exact.</param>
/// <param name="Unacknowledged">Messages that consumers hold; up to half a second old.</param>
/// <param name="Consumers">Consumers that the queue delivers to; exact.</param>
public sealed record QueueState(string Name, long Ready, long Unacknowledged, long Consumers)
{
    /// <summary>Nothing waits and nobody holds anything.</summary>
    public bool IsEmpty => Ready == 0 && Unacknowledged == 0;
}
