namespace Transcoder.Coordinator.Jobs;

/// <summary>What follows a failed attempt.</summary>
public abstract record RetryDecision
{
    private RetryDecision() { }

    /// <param name="Delay">Before the next attempt may be published.</param>
    /// <param name="Elsewhere">The encoder that failed shall not get it again while another one lives.</param>
    public sealed record Retry(TimeSpan Delay, bool Elsewhere) : RetryDecision;

    /// <summary>The job has failed.</summary>
    public sealed record GiveUp : RetryDecision;
}
