using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>Orders of a job: the broker's confirmation, the next one, or none any more.</summary>
public static class NextOrder
{
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

    /// <summary>
    /// Orders again what an encoder declined or the broker lost or gave up; nobody is blamed. Not while an encoder works on the order all the
    /// same: should that one fall silent, the order is found lost.
    /// </summary>
    public static bool OrderAgain(this Job job, Guid attemptId, string reason, string? avoid, TimeSpan delay, DateTimeOffset now)
    {
        if (job.FindAttempt(attemptId) is not { State: not AttemptState.Ended } attempt || !job.Wants(job.PartOf(attempt).Id)
            || attempt.IsWorkedOn())
        {
            return false;
        }

        attempt.State = AttemptState.Ended;
        if (!job.PartOf(attempt).HasWork())
        {
            job.AddAttempt(attempt, avoid, delay, now);
        }

        job.Note(reason, now);
        return true;
    }

    /// <summary>
    /// Ends what a failed execution has left of its attempt, and orders another one, or gives up. Nothing is ordered while another encoder works
    /// on the part, or another result of it waits to be proven.
    /// </summary>
    /// <param name="job">Wants the part.</param>
    /// <param name="attempt">Of the failed execution.</param>
    /// <param name="failed">Has ended, with kind and reason.</param>
    /// <param name="othersLive">
    /// Encoders of other names may take the next order: then one encoder's word against a film is one word, however often it is said.
    /// </param>
    internal static bool Follow(this Job job, Attempt attempt, Execution failed, bool othersLive, DateTimeOffset now)
    {
        var part = job.PartOf(attempt);
        var kind = failed.State == ExecutionState.Excused ? FailureKind.Transient : failed.FailureKind ?? FailureKind.Cancelled;
        var text = $"{failed.EncoderName}: {failed.Reason}";
        attempt.State = attempt.IsWorkedOn() ? AttemptState.Started : AttemptState.Ended;
        if (part.IsDelivered())
        {
            job.Note(text, now);
            return true;
        }

        if (RetryPolicy.Decide(kind, Math.Max(1, job.Failures(part, kind, othersLive))) is not RetryDecision.Retry retry)
        {
            // A failed job would begin anew, too, and only when somebody asks for it.
            return job.IsInPieces()
                ? job.GoWhole(text, now, part.Blaming(FailureKind.BadSource))
                : job.Finish(JobEvent.AttemptsExhausted, kind, failed.Reason, now);
        }

        var avoid = retry.Elsewhere ? failed.EncoderName : null;
        if (part.HasWork())
        {
            // For the order that may have to follow when the other one fails, too.
            part.Attempts.ForEach(other => other.Avoid(avoid));
            return job.Move(JobEvent.AttemptRetried, now, $"{text} Another encoder works on it.");
        }

        job.Move(JobEvent.AttemptRetried, now, $"{text} To be tried again.");
        job.AddAttempt(attempt, avoid, retry.Delay, now);
        return true;
    }

    /// <summary>
    /// Sees to it that work follows an execution that is gone. Its order is not doubled: the broker has it back, or it is found lost there,
    /// unless another encoder has taken it since and answered.
    /// </summary>
    internal static void FollowGone(this Job job, Attempt attempt, DateTimeOffset now)
    {
        var part = job.PartOf(attempt);
        if (attempt.IsWorkedOn() || !job.Wants(part.Id) || attempt.State is AttemptState.Pending or AttemptState.Published)
        {
            return;
        }

        var answered = attempt.Executions.Exists(execution => execution.State
            is ExecutionState.Failed or ExecutionState.Excused or ExecutionState.Refused or ExecutionState.Delivered);
        attempt.State = answered || part.Attempts.Exists(other => other.Number > attempt.Number) ? AttemptState.Ended : AttemptState.Published;
        if (!part.HasWork() && !part.IsDelivered())
        {
            job.AddAttempt(attempt, null, TimeSpan.Zero, now);
        }
    }

    private static void AddAttempt(this Job job, Attempt previous, string? avoid, TimeSpan delay, DateTimeOffset now)
    {
        var part = job.PartOf(previous);
        var next = new Attempt
        {
            Id = Guid.CreateVersion7(now),
            Number = part.Current.Number + 1,
            NotBefore = now + delay,
            AvoidEncoders = previous.AvoidEncoders,
        };
        next.Avoid(avoid);
        part.Attempts.Add(next);
    }

    private static void Avoid(this Attempt attempt, string? encoder)
    {
        if (encoder is not null)
        {
            attempt.AvoidEncoders = string.Join(
                '\n', attempt.AvoidEncoders.Split('\n', StringSplitOptions.RemoveEmptyEntries).Append(encoder).Distinct());
        }
    }
}
