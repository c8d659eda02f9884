using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>The small steps that every event of a job is made of.</summary>
internal static class JobSteps
{
    /// <summary>Ends the job, unless the event means nothing in its state.</summary>
    public static bool Finish(
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

    /// <summary>Changes the state, unless the event means nothing in it.</summary>
    public static bool Move(this Job job, JobEvent happened, DateTimeOffset now, string? text)
    {
        if (JobTransitions.Next(job.State, happened) is not { } next)
        {
            return false;
        }

        job.State = next;
        job.Note(text, now);
        return true;
    }

    /// <summary>Adds one sentence to the job's notes and its time line, once however often it is said.</summary>
    public static bool AddNote(this Job job, string note, DateTimeOffset now)
    {
        if (job.NoteLines.Contains(note))
        {
            return false;
        }

        job.Notes = job.Notes is null ? note : $"{job.Notes}\n{note}";
        job.Note(note, now);
        return true;
    }

    public static void Note(this Job job, string? text, DateTimeOffset now)
    {
        if (text is not null)
        {
            job.Timeline.Add(new TimelineEntry { At = now, Text = text });
        }
    }
}
