using MassTransit;
using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Fleet;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>How long each execution has been silent, in monotonic time during which the bus was well.</summary>
internal sealed class LeaseClock(IOptions<DispatchOptions> options, EncoderFleet fleet, IBusControl bus, TimeProvider time)
{
    private readonly Dictionary<Guid, long> _heard = [];

    /// <summary>Asked every few seconds for every running execution, by one caller.</summary>
    public bool IsExpired(Guid executionId)
    {
        var now = time.GetTimestamp();
        if (bus.CheckHealth().Status != BusHealthStatus.Healthy)
        {
            _heard.Clear();
            return false;
        }

        if (fleet.Progress(executionId) is not null || !_heard.TryGetValue(executionId, out var last))
        {
            _heard[executionId] = now;
            return false;
        }

        return time.GetElapsedTime(last, now) > options.Value.Lease;
    }

    /// <summary>Forgets executions that run no more.</summary>
    public void Forget(IReadOnlySet<Guid> running)
    {
        foreach (var executionId in _heard.Keys.Where(known => !running.Contains(known)).ToList())
        {
            _heard.Remove(executionId);
        }
    }
}
