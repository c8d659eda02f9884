using Microsoft.AspNetCore.Http.HttpResults;
using Transcoder.Coordinator.Submissions;

namespace Transcoder.Coordinator.Api;

/// <summary>Takes jobs.</summary>
public static class SubmissionsApi
{
    public static IEndpointRouteBuilder MapSubmissions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/jobs", SubmitAsync).WithTags("Jobs").WithName("SubmitJob")
            .WithSummary("Adds a job; 202 when it is new, 200 when the source has one with this profile already");
        return routes;
    }

    private static async Task<Results<Accepted<SubmitAnswer>, Ok<SubmitAnswer>, ProblemHttpResult>> SubmitAsync(
        SubmitRequest request, SubmissionDesk desk, CancellationToken cancellationToken) =>
        await desk.SubmitAsync(request.Path, request.Profile, request.Priority, null, cancellationToken) switch
        {
            SubmitOutcome.Accepted { Added: true } added =>
                TypedResults.Accepted($"/api/jobs/{added.JobId}", new SubmitAnswer(added.JobId, true)),
            SubmitOutcome.Accepted known => TypedResults.Ok(new SubmitAnswer(known.JobId, false)),
            SubmitOutcome.Refused refused =>
                TypedResults.Problem(title: refused.Reason, statusCode: StatusCodes.Status422UnprocessableEntity),
            _ => throw new InvalidOperationException("Unknown outcome of a submission"),
        };
}
