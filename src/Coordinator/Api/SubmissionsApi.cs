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
        routes.MapPost("/api/jobs/preview", PreviewAsync).WithTags("Jobs").WithName("PreviewJob")
            .WithSummary("Says what a job would make of its source, and about how large that gets, by encodes of short samples; nothing is written");
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

    private static async Task<Results<Ok<PreviewAnswer>, ProblemHttpResult>> PreviewAsync(
        SubmitRequest request, SubmissionDesk desk, ISourcePreviewer previewer, CancellationToken cancellationToken) =>
        (desk.Check(request.Path, request.Profile, request.Priority, null) is var (job, profile, refusal) && job is not null
            ? await previewer.PreviewAsync(job, profile!, cancellationToken) : new SourcePreview.Refused(refusal!)) switch
        {
            SourcePreview.Planned planned => TypedResults.Ok(
                new PreviewAnswer(planned.Profile, planned.Output, planned.Sentences, planned.SourceBytes, planned.EstimatedBytes)),
            SourcePreview.Refused refused => TypedResults.Problem(title: refused.Reason, statusCode: StatusCodes.Status422UnprocessableEntity),
            _ => throw new InvalidOperationException("Unknown outcome of a preview"),
        };
}
