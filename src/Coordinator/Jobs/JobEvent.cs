namespace Transcoder.Coordinator.Jobs;

/// <summary>Everything that can happen to a job's state.</summary>
public enum JobEvent
{
    /// <summary>The planner knows what to make of the source.</summary>
    Planned,

    /// <summary>The planner refuses the source, for good.</summary>
    Refused,

    /// <summary>The profile leaves the source as it is.</summary>
    LeftAsItIs,

    /// <summary>The source is gone or another one than the job was made for.</summary>
    SourceChanged,

    /// <summary>A result lies in <c>work/</c>.</summary>
    ResultArrived,

    /// <summary>An attempt ended without a result and another one follows.</summary>
    AttemptRetried,

    /// <summary>An attempt ended without a result and no other follows.</summary>
    AttemptsExhausted,

    /// <summary>The result is proven.</summary>
    ResultVerified,

    /// <summary>The result is, or gets, no smaller than the source.</summary>
    ResultNotSmaller,

    /// <summary>The result stands under its final name.</summary>
    OutputPublished,

    /// <summary>A user cancels.</summary>
    CancelRequested,

    /// <summary>A user wants it tried again from the start.</summary>
    RetryRequested,
}
