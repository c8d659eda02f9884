using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Who is blamed how often before a job fails. Pure.</summary>
public static class RetryPolicy
{
    private static readonly TimeSpan StallDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstTransientDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestTransientDelay = TimeSpan.FromMinutes(10);

    /// <summary>Decides what follows the newest failure.</summary>
    /// <param name="kind">Of the newest failure.</param>
    /// <param name="failures">How many attempts of the part ended with this kind, the newest included; at least 1.</param>
    public static RetryDecision Decide(FailureKind kind, int failures) => kind switch
    {
        FailureKind.BadSource or FailureKind.CheckFailed when failures < 2 => new RetryDecision.Retry(TimeSpan.Zero, Elsewhere: true),
        FailureKind.Stalled when failures < 3 => new RetryDecision.Retry(StallDelay, Elsewhere: true),
        FailureKind.Transient when failures < 10 => new RetryDecision.Retry(TransientDelay(failures), Elsewhere: false),
        // A twin that the coordinator stopped, whose elder is gone meanwhile. (A user's cancel ends the job.)
        FailureKind.Cancelled => new RetryDecision.Retry(TimeSpan.Zero, Elsewhere: false),
        // Never held against the job; the delay keeps a lone sick encoder from spinning.
        FailureKind.BadEncoder => new RetryDecision.Retry(TransientDelay(failures), Elsewhere: true),
        _ => new RetryDecision.GiveUp(),
    };

    private static TimeSpan TransientDelay(int failures)
    {
        var doublings = Math.Min(failures - 1, 16);
        var delay = FirstTransientDelay * (1 << doublings);
        return delay < LongestTransientDelay ? delay : LongestTransientDelay;
    }
}
