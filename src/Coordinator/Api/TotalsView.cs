using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Api;

/// <summary>Sums over all jobs.</summary>
/// <param name="Counts">Numbers of jobs by state; every state is present.</param>
/// <param name="SourceBytes">Of completed jobs.</param>
/// <param name="OutputBytes">Of completed jobs.</param>
/// <param name="BytesSaved">Sources minus outputs; negative when outputs are larger.</param>
public sealed record TotalsView(IReadOnlyDictionary<string, long> Counts, long SourceBytes, long OutputBytes, long BytesSaved)
{
    internal static TotalsView Of(JobTotals totals) => new(
        Enum.GetValues<JobState>().ToDictionary(JobStateName.Of, state => totals.Counts.GetValueOrDefault(state)),
        totals.SourceBytes, totals.OutputBytes, totals.SourceBytes - totals.OutputBytes);
}
