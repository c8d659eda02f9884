namespace Transcoder.Coordinator.Jobs;

/// <summary>Sums over all jobs.</summary>
/// <param name="Counts">Numbers of jobs; a state without jobs is absent.</param>
/// <param name="SourceBytes">Of completed jobs.</param>
/// <param name="OutputBytes">Of completed jobs.</param>
public sealed record JobTotals(IReadOnlyDictionary<JobState, long> Counts, long SourceBytes, long OutputBytes);
