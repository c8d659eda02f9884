using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Which running chunk another encoder should try, too. Pure.</summary>
internal static class StragglerRule
{
    /// <param name="running">Chunks that one encoder works on.</param>
    /// <param name="remaining">How long an execution still takes, as its encoder says; null when it says nothing.</param>
    /// <param name="now">The time.</param>
    /// <returns>The one that is expected to end last, where another encoder would be done before; null when no race can be won.</returns>
    public static RunningChunk? Slowest(IEnumerable<RunningChunk> running, Func<Guid, TimeSpan?> remaining, DateTimeOffset now) =>
        running.Where(chunk => chunk.Done.Count > 0)
            .Select(chunk => (Chunk: chunk, Left: Left(chunk, remaining(chunk.ExecutionId), now), Typical: Typical(chunk)))
            .Where(candidate => candidate.Left > candidate.Typical)
            .OrderByDescending(candidate => candidate.Left).ThenBy(candidate => candidate.Chunk.ExecutionId)
            .Select(candidate => candidate.Chunk).FirstOrDefault();

    // An ffmpeg that stands still says what it last said: whoever is late by more than that is as late as that.
    private static TimeSpan Left(RunningChunk chunk, TimeSpan? said, DateTimeOffset now) =>
        now - chunk.StartedAt - Typical(chunk) is var late && said > late ? said.Value : late;

    /// <summary>The median of the job's done chunks.</summary>
    private static TimeSpan Typical(RunningChunk chunk) => chunk.Done.Select(run => run.Length).Order().ElementAt(chunk.Done.Count / 2);
}
