using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Api;

/// <summary>Jobs as the API shows them: what the database says, joined with what encoders told last.</summary>
public sealed class JobViews(EncoderFleet fleet, JobProgress progress)
{
    public JobSummary Summary(Job job) => new()
    {
        Id = job.Id,
        Source = job.SourcePath,
        Profile = job.Profile,
        Priority = job.Priority,
        State = job.State,
        Output = job.OutputPath,
        Reason = job.Reason,
        FailureKind = job.FailureKind,
        SourceBytes = job.SourceBytes,
        OutputBytes = job.OutputBytes,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
        Chunks = job.Chunks == 0 ? null : job.Chunks,
        Progress = progress.Of(job) is { } far ? ProgressView.Of(far) : null,
    };

    public JobDetail Detail(Job job) => new()
    {
        Job = Summary(job),
        SourceNow = job.SourceNow,
        SourceSha256 = job.SourceSha256,
        OutputSha256 = job.OutputSha256,
        Frames = job.SourceFrames,
        DurationSeconds = job.Duration?.TotalSeconds,
        Notes = job.NoteLines,
        Parts = [.. job.Parts.OrderBy(part => part.Index).Select(Part)],
        Timeline = [.. job.Timeline.Select(entry => new TimelineView(entry.At, entry.Text))],
        LogTail = Lines(job.Parts.SelectMany(part => part.Attempts).SelectMany(attempt => attempt.Executions)
            .Where(execution => !string.IsNullOrEmpty(execution.LogTail)).MaxBy(execution => execution.StartedAt)?.LogTail),
    };

    private PartView Part(Part part) => new(part.Id, part.Kind, part.Index, part.AcceptedExecutionId,
        [.. part.Attempts.OrderBy(attempt => attempt.Number).Select(Attempt)]);

    private AttemptView Attempt(Attempt attempt) => new(attempt.Id, attempt.Number, attempt.State, attempt.NotBefore, attempt.PublishedAt,
        Lines(attempt.AvoidEncoders), [.. attempt.Executions.OrderBy(execution => execution.StartedAt).Select(Execution)]);

    private ExecutionView Execution(Execution execution) => new()
    {
        Id = execution.Id,
        Encoder = execution.EncoderName,
        State = execution.State,
        StartedAt = execution.StartedAt,
        EndedAt = execution.EndedAt,
        Progress = fleet.Progress(execution.Id) is { } told ? ProgressView.Of(told) : null,
        ResultBytes = execution.ResultBytes,
        Frames = execution.Frames,
        EncodeSeconds = execution.EncodeTime?.TotalSeconds,
        FailureKind = execution.FailureKind,
        Reason = execution.Reason,
        ExitCode = execution.ExitCode,
    };

    private static string[] Lines(string? text) => text?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
