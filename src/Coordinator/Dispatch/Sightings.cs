using System.Collections.Concurrent;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>What heartbeats have shown of each execution. In memory only: what matters after a restart is what is heard then. Thread-safe.</summary>
internal sealed class Sightings(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();
    private readonly ConcurrentDictionary<Guid, Sighting> _seen = new();

    /// <summary>Monotonic, as in <see cref="Sighting"/>.</summary>
    public TimeSpan Now => time.GetElapsedTime(_origin);

    public void Note(Guid executionId)
    {
        var now = Now;
        _seen.AddOrUpdate(executionId, _ => new Sighting(now, now), (_, before) => before with { Last = now });
    }

    /// <returns>Null when it was never seen, or not for long.</returns>
    public Sighting? Of(Guid executionId) => _seen.TryGetValue(executionId, out var seen) ? seen : null;

    /// <summary>Forgets what was not seen for so long.</summary>
    public void Forget(TimeSpan age)
    {
        var now = Now;
        foreach (var (executionId, seen) in _seen)
        {
            if (now - seen.Last > age)
            {
                _seen.TryRemove(executionId, out _);
            }
        }
    }
}
