namespace Transcoder.Coordinator.Jobs;

/// <summary>
/// The life cycle of a job. Pure; the only place that knows which state follows which.
/// <code>
///            Planned            ResultArrived            ResultVerified             OutputPublished
///  Waiting ───────────▶ Active ───────────────▶ Verifying ───────────────▶ Committing ───────────────▶ Completed
///     ▲                  │  ▲                      │  │                        │
///     │                  │  └── AttemptRetried ────┘  │                        │
///     │                  ├───── AttemptsExhausted ────┴──▶ Failed              │
///     │                  └──┬── SourceChanged, CancelRequested ──▶ Cancelled ◀─┘ SourceChanged
///     └──────────────────── RetryRequested (from Failed and Cancelled)
/// </code>
/// A job that is committing can no longer be cancelled: its output may already be visible.
/// </summary>
public static class JobTransitions
{
    /// <summary>The state after the event; null where the event means nothing (late, doubled, reordered) and is to be ignored.</summary>
    public static JobState? Next(JobState state, JobEvent happened) => (state, happened) switch
    {
        (JobState.Waiting, JobEvent.Planned) => JobState.Active,
        (JobState.Waiting, JobEvent.Refused) => JobState.Failed,

        (JobState.Active, JobEvent.ResultArrived) => JobState.Verifying,
        (JobState.Active, JobEvent.AttemptRetried) => JobState.Active,
        (JobState.Active, JobEvent.AttemptsExhausted) => JobState.Failed,

        (JobState.Verifying, JobEvent.ResultArrived) => JobState.Verifying,
        (JobState.Verifying, JobEvent.ResultVerified) => JobState.Committing,
        (JobState.Verifying, JobEvent.AttemptRetried) => JobState.Active,
        (JobState.Verifying, JobEvent.AttemptsExhausted) => JobState.Failed,

        (JobState.Committing, JobEvent.OutputPublished) => JobState.Completed,

        (JobState.Waiting or JobState.Active or JobState.Verifying or JobState.Committing, JobEvent.SourceChanged) => JobState.Cancelled,
        (JobState.Waiting or JobState.Active or JobState.Verifying, JobEvent.CancelRequested) => JobState.Cancelled,
        (JobState.Failed or JobState.Cancelled, JobEvent.RetryRequested) => JobState.Waiting,
        _ => null,
    };

    /// <summary>True for states that only a user's retry leaves.</summary>
    public static bool IsFinal(JobState state) => state is JobState.Completed or JobState.Failed or JobState.Cancelled;
}
