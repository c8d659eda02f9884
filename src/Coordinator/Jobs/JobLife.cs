using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>
/// What happens to a job as a whole, each event as one change of the loaded job: state by <see cref="JobTransitions"/>, parts, time line.
/// Every method may be called twice, late or out of order; it returns false when the event means nothing any more. What happens to the
/// work of encoders on it stands in <see cref="ExecutionLife"/>.
/// </summary>
public static class JobLife
{
    /// <summary>Makes the parts: one with its first attempt, or chunks, whose first attempts follow their cuts.</summary>
    public static bool Plan(this Job job, JobPlan plan, string outputPath, DateTimeOffset now)
    {
        if (!job.Move(JobEvent.Planned, now, $"Planned: {plan.Settings.Video.Codec} to {outputPath}"))
        {
            return false;
        }

        (job.Settings, job.SettingsHash) = SettingsJson.Write(plan.Settings);
        job.OutputPath = outputPath;
        job.Duration = plan.Duration;
        job.ExpectedFrames = plan.Chunks?.Sum(chunk => chunk.Frames) ?? plan.ExpectedFrames;
        job.Notes = plan.Notes.Count == 0 ? null : string.Join('\n', plan.Notes);
        job.Reason = null;
        job.StartedAt = now;
        (job.Toolchain, job.PictureOffset, job.Rotation, job.Chunks) = (null, plan.PictureOffset, plan.Rotation, plan.Chunks?.Count ?? 0);
        job.Suspicions = plan.Suspected ? Job.Coordinator : "";
        job.Parts.AddRange(PieceLife.PartsOf(plan, now));
        job.Note(plan.Chunks is { } chunks ? $"To be encoded in {chunks.Count} chunks" : plan.WholeBecause, now);
        return true;
    }

    /// <summary>Notes of a long film that waits how long it is, which decides when it is planned.</summary>
    /// <param name="frames">By its header; null is as many as there may be.</param>
    public static bool NoteLength(this Job job, long? frames)
    {
        if (job.State != JobState.Waiting)
        {
            return false;
        }

        job.ExpectedFrames = frames ?? job.SourceBytes;
        return true;
    }

    /// <summary>Ends a job whose source the planner refuses.</summary>
    public static bool Refuse(this Job job, string reason, DateTimeOffset now) =>
        job.Finish(JobEvent.Refused, FailureKind.BadSource, reason, now);

    /// <summary>Ends a job whose profile leaves the source as it is.</summary>
    public static bool Skip(this Job job, string reason, DateTimeOffset now) => job.Finish(JobEvent.LeftAsItIs, null, reason, now);

    /// <summary>Ends a job whose source is gone or another one; the source stays as it is.</summary>
    public static bool SourceChanged(this Job job, string reason, DateTimeOffset now) =>
        job.Finish(JobEvent.SourceChanged, null, reason, now);

    /// <summary>Ends a job whose source is gone or another one since encoders began to work on it.</summary>
    public static bool SourceChangedAtWork(this Job job, DateTimeOffset now) =>
        job.SourceChanged("The source was changed or removed while it was worked on", now);

    /// <summary>Ends a job at a user's wish.</summary>
    public static bool Cancel(this Job job, DateTimeOffset now) =>
        job.Finish(JobEvent.CancelRequested, FailureKind.Cancelled, "Cancelled by a user", now);

    /// <summary>Notes where the result is for which the job failed; of one that is tried again meanwhile only its time line tells.</summary>
    /// <param name="encoder">Whose it was.</param>
    /// <param name="place">Below the storage root.</param>
    public static bool NoteKept(this Job job, string encoder, string place, DateTimeOffset now)
    {
        var note = $"The refused result of {encoder} is kept as {place}";
        if (job.State == JobState.Failed)
        {
            return job.AddNote(note, now);
        }

        job.Note(note, now);
        return true;
    }

    /// <summary>Starts a failed or cancelled job from the beginning.</summary>
    public static bool Retry(this Job job, DateTimeOffset now)
    {
        if (!job.Move(JobEvent.RetryRequested, now, "To be tried again by a user's wish"))
        {
            return false;
        }

        job.Parts.Clear();
        (job.Chunks, job.FramesDone, job.Suspicions) = (0, 0, "");
        job.Reason = null;
        job.FailureKind = null;
        job.OutputPath = null;
        job.ExpectedFrames = null;
        job.FinishedAt = null;
        job.NotBefore = now;
        job.Fate = SourceFateState.None;
        return true;
    }

    /// <summary>Tells whether work on the part is still wanted.</summary>
    public static bool Wants(this Job job, Guid partId) =>
        job.State is JobState.Active or JobState.Verifying
        && job.Parts.Find(part => part.Id == partId) is { AcceptedExecutionId: null };

    /// <summary>Notes that the output stands under its final name; the source's fate comes next.</summary>
    public static bool OutputPublished(this Job job, DateTimeOffset now) =>
        job.Finish(JobEvent.OutputPublished, null, null, now, $"Published as {job.OutputPath}");
}
