using System.Globalization;
using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>
/// What happens to a job, each event as one change of the loaded job: state by <see cref="JobTransitions"/>, parts, attempts, time line.
/// Every method may be called twice, late or out of order; it returns false when the event means nothing any more.
/// </summary>
public static class JobLife
{
    /// <summary>Makes the first attempt of the one part.</summary>
    public static bool Plan(this Job job, JobPlan plan, string outputPath, DateTimeOffset now)
    {
        if (!job.Move(JobEvent.Planned, now, $"Planned: {plan.Settings.Video.Codec} to {outputPath}"))
        {
            return false;
        }

        (job.Settings, job.SettingsHash) = SettingsJson.Write(plan.Settings);
        job.OutputPath = outputPath;
        job.Duration = plan.Duration;
        job.ExpectedFrames = plan.ExpectedFrames;
        job.Notes = plan.Notes.Count == 0 ? null : string.Join('\n', plan.Notes);
        job.Reason = null;
        job.StartedAt = now;
        var part = new Part { Id = Guid.CreateVersion7(now), Kind = PartKind.Whole, Index = 0 };
        part.Attempts.Add(new Attempt { Id = Guid.CreateVersion7(now), Number = 1, NotBefore = now });
        job.Parts.Add(part);
        return true;
    }

    /// <summary>Ends a job whose source the planner refuses.</summary>
    public static bool Refuse(this Job job, string reason, DateTimeOffset now) =>
        job.Finish(JobEvent.Refused, FailureKind.BadSource, reason, now);

    /// <summary>Ends a job whose source is gone or another one; the source stays as it is.</summary>
    public static bool SourceChanged(this Job job, string reason, DateTimeOffset now) =>
        job.Finish(JobEvent.SourceChanged, null, reason, now);

    /// <summary>Ends a job at a user's wish.</summary>
    public static bool Cancel(this Job job, DateTimeOffset now) =>
        job.Finish(JobEvent.CancelRequested, Contracts.FailureKind.Cancelled, "Cancelled by a user", now);

    /// <summary>Starts a failed or cancelled job from the beginning.</summary>
    public static bool Retry(this Job job, DateTimeOffset now)
    {
        if (!job.Move(JobEvent.RetryRequested, now, "To be tried again by a user's wish"))
        {
            return false;
        }

        job.Parts.Clear();
        job.Reason = null;
        job.FailureKind = null;
        job.OutputPath = null;
        job.FinishedAt = null;
        job.NotBefore = now;
        job.Fate = SourceFateState.None;
        return true;
    }

    /// <summary>Tells whether work on the part is still wanted.</summary>
    public static bool Wants(this Job job, Guid partId) =>
        job.State is JobState.Active or JobState.Verifying
        && job.Parts.Find(part => part.Id == partId) is { AcceptedExecutionId: null };

    /// <summary>Notes the broker's confirmation of an order.</summary>
    public static bool Published(this Job job, Guid attemptId, DateTimeOffset now)
    {
        if (job.FindAttempt(attemptId) is not { State: AttemptState.Pending } attempt)
        {
            return false;
        }

        attempt.State = AttemptState.Published;
        attempt.PublishedAt = now;
        return true;
    }

    /// <summary>Notes that an encoder slot works on an order. False means: it shall stop.</summary>
    public static bool Started(this Job job, TranscodeStarted started, DateTimeOffset now)
    {
        if (!job.Wants(started.PartId) || job.FindAttempt(started.AttemptId) is not { } attempt)
        {
            return false;
        }

        job.Note(attempt.FindOrAdd(started.ExecutionId, started.EncoderId, started.EncoderName, now) is { Added: true }
            ? $"Attempt {attempt.Number} started on {started.EncoderName}" : null, now);
        return true;
    }

    /// <summary>Takes a result in, to be proven.</summary>
    public static bool Deliver(this Job job, TranscodeCompleted completed, DateTimeOffset now)
    {
        if (!job.Wants(completed.PartId) || completed.SettingsHash != job.SettingsHash
            || job.FindAttempt(completed.AttemptId) is not { } attempt)
        {
            return false;
        }

        var (execution, _) = attempt.FindOrAdd(completed.ExecutionId, completed.EncoderId, completed.EncoderName, now);
        if (execution.State is not (ExecutionState.Running or ExecutionState.Lost))
        {
            return false;
        }

        job.Move(JobEvent.ResultArrived, now, string.Create(
            CultureInfo.InvariantCulture, $"{completed.EncoderName} delivered {completed.ResultBytes} bytes, {completed.Frames} frames"));
        attempt.State = AttemptState.Ended;
        execution.State = ExecutionState.Delivered;
        execution.EndedAt = now;
        execution.ResultBytes = completed.ResultBytes;
        execution.ResultSha256 = completed.ResultSha256;
        execution.SourceSha256 = completed.SourceSha256;
        execution.Frames = completed.Frames;
        execution.EncodeTime = completed.EncodeTime;
        return true;
    }

    /// <summary>Ends an execution that failed, and orders another attempt or gives up.</summary>
    public static bool Fail(this Job job, TranscodeFailed failed, DateTimeOffset now)
    {
        if (!job.Wants(failed.PartId) || job.FindAttempt(failed.AttemptId) is not { } attempt)
        {
            return false;
        }

        var (execution, _) = attempt.FindOrAdd(failed.ExecutionId, failed.EncoderId, failed.EncoderName, now);
        if (execution.State != ExecutionState.Running)
        {
            return false;
        }

        execution.State = ExecutionState.Failed;
        execution.EndedAt = now;
        execution.FailureKind = failed.Kind;
        execution.Reason = failed.Reason;
        execution.ExitCode = failed.ExitCode;
        execution.LogTail = string.Join('\n', failed.LogTail);
        return job.NextAttempt(attempt, failed.Kind, failed.EncoderName, failed.Reason, now);
    }

    /// <summary>Orders again what an encoder declined or the broker lost; nobody is blamed.</summary>
    public static bool OrderAgain(this Job job, Guid attemptId, string reason, string? avoid, TimeSpan delay, DateTimeOffset now)
    {
        if (job.FindAttempt(attemptId) is not { State: not AttemptState.Ended } attempt || !job.Wants(attempt.PartId))
        {
            return false;
        }

        attempt.State = AttemptState.Ended;
        job.AddAttempt(attempt, avoid, delay, now);
        job.Note(reason, now);
        return true;
    }

    /// <summary>
    /// Gives up an execution that fell silent. Its order is not doubled: the broker has it back, or it is found lost there.
    /// </summary>
    public static bool Lose(this Job job, Guid executionId, DateTimeOffset now)
    {
        if (job.FindExecution(executionId) is not ({ State: ExecutionState.Running } execution, var part))
        {
            return false;
        }

        execution.State = ExecutionState.Lost;
        execution.EndedAt = now;
        var attempt = part.Attempts.Single(candidate => candidate.Executions.Contains(execution));
        if (attempt.State == AttemptState.Started && !attempt.Executions.Exists(other => other.State == ExecutionState.Running))
        {
            attempt.State = AttemptState.Published;
        }

        job.Note($"{execution.EncoderName} fell silent", now);
        return true;
    }

    /// <summary>Takes a proven result. The output is published afterwards.</summary>
    public static bool Accept(this Job job, Guid executionId, DateTimeOffset now)
    {
        if (job.FindExecution(executionId) is not ({ State: ExecutionState.Delivered } execution, var part)
            || !job.Move(JobEvent.ResultVerified, now, "The result is proven"))
        {
            return false;
        }

        execution.State = ExecutionState.Accepted;
        part.AcceptedExecutionId = executionId;
        foreach (var twin in part.Attempts.SelectMany(attempt => attempt.Executions).Where(other => other.State == ExecutionState.Running))
        {
            // Dead or soon cancelled; nobody waits for it any more.
            twin.State = ExecutionState.Lost;
            twin.EndedAt = now;
        }

        job.OutputBytes = execution.ResultBytes;
        job.OutputSha256 = execution.ResultSha256;
        return true;
    }

    /// <summary>Refuses a delivered result, and orders another attempt or gives up.</summary>
    public static bool RefuseResult(this Job job, Guid executionId, FailureKind kind, string reason, DateTimeOffset now)
    {
        if (job.FindExecution(executionId) is not ({ State: ExecutionState.Delivered } execution, var part))
        {
            return false;
        }

        execution.State = ExecutionState.Refused;
        execution.FailureKind = kind;
        execution.Reason = reason;
        return job.NextAttempt(part.Current, kind, execution.EncoderName, reason, now);
    }

    /// <summary>Notes that the output stands under its final name; the source's fate comes next.</summary>
    public static bool OutputPublished(this Job job, DateTimeOffset now) =>
        job.Finish(JobEvent.OutputPublished, null, null, now, $"Published as {job.OutputPath}");

    private static bool NextAttempt(this Job job, Attempt failed, FailureKind kind, string encoder, string reason, DateTimeOffset now)
    {
        var part = job.Parts.Single(candidate => candidate.Id == failed.PartId || candidate.Attempts.Contains(failed));
        failed.State = AttemptState.Ended;
        if (part.Attempts.Exists(attempt => attempt.State != AttemptState.Ended)
            || part.Attempts.SelectMany(attempt => attempt.Executions).Any(execution => execution.State == ExecutionState.Delivered))
        {
            job.Note($"{encoder}: {reason}", now);
            return true;
        }

        var failures = part.Attempts.SelectMany(attempt => attempt.Executions).Count(execution => execution.FailureKind == kind);
        if (RetryPolicy.Decide(kind, Math.Max(1, failures)) is not RetryDecision.Retry retry)
        {
            return job.Finish(JobEvent.AttemptsExhausted, kind, reason, now);
        }

        job.Move(JobEvent.AttemptRetried, now, $"{encoder}: {reason} To be tried again.");
        job.AddAttempt(failed, retry.Elsewhere ? encoder : null, retry.Delay, now);
        return true;
    }

    private static void AddAttempt(this Job job, Attempt previous, string? avoid, TimeSpan delay, DateTimeOffset now)
    {
        var part = job.Parts.Single(candidate => candidate.Attempts.Contains(previous));
        IEnumerable<string> names = previous.AvoidEncoders.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        part.Attempts.Add(new Attempt
        {
            Id = Guid.CreateVersion7(now),
            Number = previous.Number + 1,
            NotBefore = now + delay,
            AvoidEncoders = string.Join('\n', avoid is null ? names : names.Append(avoid).Distinct()),
        });
    }

    private static bool Finish(
        this Job job, JobEvent happened, FailureKind? kind, string? reason, DateTimeOffset now, string? text = null)
    {
        if (!job.Move(happened, now, text ?? reason))
        {
            return false;
        }

        job.Reason = reason;
        job.FailureKind = kind;
        job.FinishedAt = now;
        job.Fate = SourceFateState.Pending;
        if (job.State != JobState.Completed)
        {
            job.OutputPath = null;
        }

        return true;
    }

    private static bool Move(this Job job, JobEvent happened, DateTimeOffset now, string? text)
    {
        if (JobTransitions.Next(job.State, happened) is not { } next)
        {
            return false;
        }

        job.State = next;
        job.Note(text, now);
        return true;
    }

    private static void Note(this Job job, string? text, DateTimeOffset now)
    {
        if (text is not null)
        {
            job.Timeline.Add(new TimelineEntry { At = now, Text = text });
        }
    }
}
