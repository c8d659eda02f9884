using System.Collections.Concurrent;
using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>
/// How often the coordinator's own work on a film in chunks, cutting and joining, has failed since it last went well, and when it is tried again: by
/// the rule for encoders. In memory only: a restart begins to count anew.
/// </summary>
public sealed class OwnFailures(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, (int Count, DateTimeOffset NotBefore)> _failures = new();

    /// <summary>Jobs that are not to be tried yet; few at any time.</summary>
    public IReadOnlyList<Guid> Resting
    {
        get
        {
            var now = time.GetUtcNow();
            return [.. _failures.Where(failure => failure.Value.NotBefore > now).Select(failure => failure.Key)];
        }
    }

    /// <summary>True for one of <see cref="Resting"/>.</summary>
    public bool IsResting(Guid jobId) => _failures.TryGetValue(jobId, out var failure) && failure.NotBefore > time.GetUtcNow();

    /// <summary>Counts a failure.</summary>
    /// <param name="jobId">Of the film.</param>
    /// <param name="ofMachine">The machine's fault and not the film's.</param>
    /// <returns>False when it has failed often enough; then it is forgotten.</returns>
    public bool MayTryAgain(Guid jobId, bool ofMachine)
    {
        var count = _failures.GetValueOrDefault(jobId).Count + 1;
        if (RetryPolicy.Decide(ofMachine ? FailureKind.Transient : FailureKind.CheckFailed, count) is not RetryDecision.Retry retry)
        {
            Forget(jobId);
            return false;
        }

        _failures[jobId] = (count, time.GetUtcNow() + retry.Delay);
        return true;
    }

    /// <summary>It went well, or is of no matter any more.</summary>
    public void Forget(Guid jobId) => _failures.TryRemove(jobId, out _);
}
