using Microsoft.AspNetCore.Http.HttpResults;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;

namespace Transcoder.Coordinator.Api;

/// <summary>Reads, cancels and retries jobs.</summary>
public static class JobsApi
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1000;

    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/api/jobs").WithTags("Jobs");
        jobs.MapGet("/", ListAsync).WithName("ListJobs").WithSummary("Jobs, newest first, with totals");
        jobs.MapGet("/{id:guid}", FindAsync).WithName("GetJob").WithSummary("One job with parts, attempts, executions and time line");
        jobs.MapPost("/{id:guid}/cancel", CancelAsync).WithName("CancelJob").WithSummary("Ends a job; its source stays");
        jobs.MapPost("/{id:guid}/retry", RetryAsync).WithName("RetryJob").WithSummary("Starts a failed or cancelled job from the beginning");
        return routes;
    }

    private static async Task<Results<Ok<JobPage>, ProblemHttpResult>> ListAsync(
        string? state, Guid? before, int? limit, JobList list, JobViews views, CancellationToken cancellationToken)
    {
        var wanted = state is null ? null : JobStateName.Parse(state);
        if (state is not null && wanted is null)
        {
            return BadRequest($"\"{state}\" is no state; states are {string.Join(", ", Enum.GetValues<JobState>().Select(JobStateName.Of))}");
        }

        var size = limit ?? DefaultLimit;
        if (size is < 1 or > LargestLimit)
        {
            return BadRequest($"limit must be 1 to {LargestLimit}");
        }

        var page = await list.PageAsync(wanted, before, size, cancellationToken);
        var totals = await list.TotalsAsync(cancellationToken);
        return TypedResults.Ok(new JobPage(
            [.. page.Select(views.Summary)], page.Count == size ? page[^1].Id : null, TotalsView.Of(totals)));
    }

    private static async Task<Results<Ok<JobDetail>, ProblemHttpResult>> FindAsync(
        Guid id, JobQueries queries, JobViews views, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } job ? TypedResults.Ok(views.Detail(job)) : NotFound(id);

    private static async Task<Results<Accepted, ProblemHttpResult>> CancelAsync(
        Guid id, JobStore store, JobQueries queries, CancelNotice notice, CancellationToken cancellationToken)
    {
        if (!await store.ChangeAsync(id, (job, now) => job.Cancel(now), cancellationToken))
        {
            return await RefuseAsync(id, queries, "cancelled", cancellationToken);
        }

        Crash.At(CrashPoint.JobCancelled);
        await notice.SendAsync(new CancelTranscode { JobId = id, Reason = "Cancelled by a user" }, cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{id}");
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RetryAsync(
        Guid id, JobStore store, JobQueries queries, CancellationToken cancellationToken) =>
        await store.ChangeAsync(id, (job, now) => job.Retry(now), cancellationToken)
            ? TypedResults.Accepted($"/api/jobs/{id}")
            : await RefuseAsync(id, queries, "tried again", cancellationToken);

    private static async Task<ProblemHttpResult> RefuseAsync(
        Guid id, JobQueries queries, string what, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } job
            ? TypedResults.Problem(
                title: $"A job that is {JobStateName.Of(job.State)} cannot be {what}", statusCode: StatusCodes.Status409Conflict)
            : NotFound(id);

    private static ProblemHttpResult BadRequest(string title) =>
        TypedResults.Problem(title: title, statusCode: StatusCodes.Status400BadRequest);

    private static ProblemHttpResult NotFound(Guid id) =>
        TypedResults.Problem(title: $"There is no job {id}", statusCode: StatusCodes.Status404NotFound);
}
