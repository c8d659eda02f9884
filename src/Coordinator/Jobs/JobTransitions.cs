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
/// Waiting becomes Skipped (LeftAsItIs), and Active or Verifying NotSmaller (ResultNotSmaller), where the source itself is the result.
/// A job that is committing can no longer be cancelled: its output may already be visible.
/// </summary>
public static class JobTransitions
{
    /// <summary>The state after the event; null where the event means nothing (late, doubled, reordered) and is to be ignored.</summary>
    public static JobState? Next(JobState state, JobEvent happened) => (state, happened) switch
    {
        (JobState.Waiting, JobEvent.Planned) => JobState.Active,
        (JobState.Waiting, JobEvent.Refused) => JobState.Failed,
        (JobState.Waiting, JobEvent.LeftAsItIs) => JobState.Skipped,

        (JobState.Active, JobEvent.ResultArrived) => JobState.Verifying,
        (JobState.Active, JobEvent.AttemptRetried) => JobState.Active,
        (JobState.Active, JobEvent.AttemptsExhausted) => JobState.Failed,

        (JobState.Verifying, JobEvent.ResultArrived) => JobState.Verifying,
        (JobState.Verifying, JobEvent.ResultVerified) => JobState.Committing,
        (JobState.Verifying, JobEvent.AttemptRetried) => JobState.Active,
        (JobState.Verifying, JobEvent.AttemptsExhausted) => JobState.Failed,

        (JobState.Active or JobState.Verifying, JobEvent.ResultNotSmaller) => JobState.NotSmaller,

        (JobState.Committing, JobEvent.OutputPublished) => JobState.Completed,

        (JobState.Waiting or JobState.Active or JobState.Verifying or JobState.Committing, JobEvent.SourceChanged) => JobState.Cancelled,
        (JobState.Waiting or JobState.Active or JobState.Verifying, JobEvent.CancelRequested) => JobState.Cancelled,
        (JobState.Failed or JobState.Cancelled, JobEvent.RetryRequested) => JobState.Waiting,
        _ => null,
    };

    /// <summary>True for states that only a user's retry leaves.</summary>
    public static bool IsFinal(JobState state) => state is JobState.Failed or JobState.Cancelled || HasResult(state);

    /// <summary>True for final states with a result, be it the source itself.</summary>
    public static bool HasResult(JobState state) => state is JobState.Completed || IsItsOwnResult(state);

    /// <summary>True for final states whose result is the source as it is.</summary>
    public static bool IsItsOwnResult(JobState state) => state is JobState.NotSmaller or JobState.Skipped;
}
