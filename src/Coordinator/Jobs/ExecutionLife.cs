using System.Globalization;
using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>
/// What happens to the work of encoders on a job. As with <see cref="JobLife"/>, every method may be called twice, late or out of order, and
/// returns false when the event means nothing any more.
/// </summary>
public static class ExecutionLife
{
    /// <summary>
    /// Notes that an encoder slot works on an order: begins to, or shows up again after it was given up. False means: it shall stop.
    /// </summary>
    public static bool Started(this Job job, TranscodeStarted started, DateTimeOffset now)
    {
        if (!job.Wants(started.PartId) || job.FindAttempt(started.AttemptId) is not { } attempt)
        {
            return false;
        }

        var (execution, added) = attempt.FindOrAdd(started.ExecutionId, started.EncoderId, started.EncoderName, now);
        if (added && job.PartOf(attempt).Kind == PartKind.Whole)
        {
            job.Note($"Attempt {attempt.Number} started on {started.EncoderName}", now);
        }
        else if (execution.State is ExecutionState.Lost or ExecutionState.Vanished && !job.PartOf(attempt).IsWorkedOn())
        {
            (execution.State, execution.EndedAt, execution.Reason) = (ExecutionState.Running, null, null);
            attempt.State = AttemptState.Started;
            job.Note($"{started.EncoderName} is back", now);
        }

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
        if (!execution.IsOpen())
        {
            return false;
        }

        // A piece is proven while the job goes on.
        if (job.PartOf(attempt).Kind == PartKind.Whole)
        {
            job.Move(JobEvent.ResultArrived, now, string.Create(
                CultureInfo.InvariantCulture, $"{completed.EncoderName} delivered {completed.ResultBytes} bytes, {completed.Frames} frames"));
            job.NoteDamage(completed.SourceDamage, now);
        }

        execution.State = ExecutionState.Delivered;
        execution.EndedAt = now;
        execution.ResultBytes = completed.ResultBytes;
        execution.ResultSha256 = completed.ResultSha256;
        execution.SourceSha256 = completed.SourceSha256;
        execution.Frames = completed.Frames;
        execution.EncodeTime = completed.EncodeTime;
        attempt.State = attempt.IsWorkedOn() ? AttemptState.Started : AttemptState.Ended;
        return true;
    }

    /// <summary>Ends an execution that failed, and orders another attempt or gives up.</summary>
    /// <param name="excused">The storage was away or full: nobody is to blame.</param>
    /// <param name="othersLive">As for <see cref="NextOrder.Follow"/>.</param>
    public static bool Fail(this Job job, TranscodeFailed failed, DateTimeOffset now, bool excused = false, bool othersLive = false)
    {
        if (!job.Wants(failed.PartId) || job.FindAttempt(failed.AttemptId) is not { } attempt)
        {
            return false;
        }

        var (execution, _) = attempt.FindOrAdd(failed.ExecutionId, failed.EncoderId, failed.EncoderName, now);
        if (!execution.IsOpen())
        {
            return false;
        }

        if (failed.Kind == FailureKind.NotSmaller)
        {
            execution.EndedAt = now;
            return job.EndNotSmaller(execution, failed.Reason, now);
        }

        execution.State = excused ? ExecutionState.Excused : ExecutionState.Failed;
        execution.EndedAt = now;
        execution.FailureKind = failed.Kind;
        execution.Reason = failed.Reason;
        execution.ExitCode = failed.ExitCode;
        execution.LogTail = string.Join('\n', failed.LogTail);
        return job.Follow(attempt, execution, othersLive, now);
    }

    /// <summary>Ends an execution whose encoder stops in order; its order is on its way to the next one.</summary>
    public static bool HandBack(this Job job, TranscodeHandedBack handedBack, DateTimeOffset now)
    {
        if (!job.Wants(handedBack.PartId) || job.FindAttempt(handedBack.AttemptId) is not { } attempt)
        {
            return false;
        }

        // It may overtake the word of the start.
        var (execution, _) = attempt.FindOrAdd(handedBack.ExecutionId, handedBack.EncoderId, handedBack.EncoderName, now);
        if (!execution.IsOpen())
        {
            return false;
        }

        execution.State = ExecutionState.HandedBack;
        execution.EndedAt = now;
        job.Note($"{execution.EncoderName} stops and hands the order back", now);
        job.FollowGone(attempt, now);
        return true;
    }

    /// <summary>Gives up an execution that fell silent.</summary>
    public static bool Lose(this Job job, Guid executionId, DateTimeOffset now)
    {
        if (job.FindExecution(executionId) is not ({ State: ExecutionState.Running } execution, _))
        {
            return false;
        }

        execution.State = ExecutionState.Lost;
        execution.EndedAt = now;
        job.Note($"{execution.EncoderName} fell silent", now);
        job.FollowGone(job.AttemptOf(execution), now);
        return true;
    }

    /// <summary>
    /// Gives up an execution whose encoder is no more, though the broker that gave its order to the next one was there all the time. An order
    /// that ends so many encoders is poison.
    /// </summary>
    /// <param name="poisonAfter">So many.</param>
    public static bool Vanish(this Job job, Guid executionId, int poisonAfter, DateTimeOffset now)
    {
        if (job.FindExecution(executionId) is not ({ State: ExecutionState.Running or ExecutionState.Lost } execution, var part))
        {
            return false;
        }

        execution.State = ExecutionState.Vanished;
        execution.EndedAt ??= now;
        execution.Reason = "The encoder's process ended without a word.";
        job.Note($"{execution.EncoderName} vanished", now);
        var vanished = part.Attempts.SelectMany(attempt => attempt.Executions).Where(other => other.State == ExecutionState.Vanished).ToList();
        if (vanished.Count >= poisonAfter && !part.IsDelivered() && job.Wants(part.Id))
        {
            var names = string.Join(", ", vanished.Select(other => other.EncoderName).Distinct());
            return job.Finish(
                JobEvent.AttemptsExhausted, FailureKind.Poison,
                $"{vanished.Count} encoder processes ended without a word while they worked on it ({names})", now);
        }

        job.FollowGone(job.AttemptOf(execution), now);
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

        part.Take(execution, now);
        job.OutputBytes = execution.ResultBytes;
        job.OutputSha256 = execution.ResultSha256;
        return true;
    }

    /// <summary>Ends the job with a proven result that is not smaller than the source.</summary>
    public static bool NotSmaller(this Job job, Guid executionId, DateTimeOffset now) =>
        job.FindExecution(executionId) is ({ State: ExecutionState.Delivered } execution, _)
        && job.EndNotSmaller(
            execution,
            string.Create(CultureInfo.InvariantCulture, $"The result has {execution.ResultBytes} bytes, and the source only {job.SourceBytes}: it stays as it is"),
            now);

    /// <summary>Refuses a delivered result, and orders another attempt or gives up.</summary>
    /// <param name="othersLive">As for <see cref="NextOrder.Follow"/>.</param>
    public static bool RefuseResult(
        this Job job, Guid executionId, FailureKind kind, string reason, DateTimeOffset now, bool othersLive = false)
    {
        if (job.FindExecution(executionId) is not ({ State: ExecutionState.Delivered } execution, var part) || !job.Wants(part.Id))
        {
            return false;
        }

        execution.State = ExecutionState.Refused;
        execution.FailureKind = kind;
        execution.Reason = reason;
        return job.Follow(job.AttemptOf(execution), execution, othersLive, now);
    }

    private static void NoteDamage(this Job job, string? damage, DateTimeOffset now)
    {
        // Whoever encodes it again finds it again.
        if (damage is { Length: > 0 })
        {
            job.AddNote(JobNote.Of(damage), now);
        }
    }

    private static bool EndNotSmaller(this Job job, Execution execution, string reason, DateTimeOffset now)
    {
        if (!job.Finish(JobEvent.ResultNotSmaller, null, reason, now))
        {
            return false;
        }

        (execution.State, execution.Reason) = (ExecutionState.NotSmaller, reason);
        return true;
    }
}
