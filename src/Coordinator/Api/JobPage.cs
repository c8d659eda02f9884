namespace Transcoder.Coordinator.Api;

/// <summary>One page of jobs, newest first.</summary>
/// <param name="Jobs">At most as many as were asked for.</param>
/// <param name="Next">Value of <c>before</c> for the next page; null on the last one.</param>
/// <param name="Totals">Of all jobs, whatever the page shows.</param>
public sealed record JobPage(IReadOnlyList<JobSummary> Jobs, Guid? Next, TotalsView Totals);
