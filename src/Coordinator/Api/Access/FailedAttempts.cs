using System.Net;
using System.Threading.RateLimiting;

namespace Transcoder.Coordinator.Api.Access;

/// <summary>Counts wrong tokens by the address they come from. Addresses that were quiet for a while are forgotten.</summary>
internal sealed class FailedAttempts : IDisposable
{
    /// <summary>Wrong tokens of one address before it has to wait.</summary>
    public const int Most = 10;

    /// <summary>How long it waits at most.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = Window }));

    /// <summary>Whether the address has to wait, whatever it brings.</summary>
    public bool Exceeded(IPAddress address)
    {
        using var nothing = _limiter.AttemptAcquire(address, 0);
        return !nothing.IsAcquired;
    }

    public void Add(IPAddress address) => _limiter.AttemptAcquire(address).Dispose();

    public void Dispose() => _limiter.Dispose();
}
