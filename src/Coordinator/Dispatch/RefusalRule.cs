namespace Transcoder.Coordinator.Dispatch;

/// <summary>Decides which encoders deliver what nobody can use, though they find nothing wrong with it themselves. Pure.</summary>
internal static class RefusalRule
{
    /// <summary>Since when an encoder's results were refused in a row; null when it is to be trusted.</summary>
    /// <param name="refusals">Of this encoder, newest first.</param>
    /// <param name="unwellAfter">So many refusals in a row, of different jobs, speak against it.</param>
    /// <param name="rest">So long after the newest one it may try again.</param>
    /// <param name="now">By the clock of the refusals.</param>
    public static DateTimeOffset? RowSince(
        IEnumerable<(Guid JobId, DateTimeOffset At)> refusals, int unwellAfter, TimeSpan rest, DateTimeOffset now)
    {
        var jobs = refusals.DistinctBy(refusal => refusal.JobId).Take(unwellAfter).ToList();
        return jobs.Count == unwellAfter && now - jobs[0].At <= rest ? jobs[^1].At : null;
    }
}
