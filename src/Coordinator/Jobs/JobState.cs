namespace Transcoder.Coordinator.Jobs;

/// <summary>Where a job stands. See <see cref="JobTransitions"/> for the ways between.</summary>
public enum JobState
{
    /// <summary>Known; to be planned when its turn comes.</summary>
    Waiting = 0,

    /// <summary>Planned; its parts are ordered and encoded.</summary>
    Active = 1,

    /// <summary>A result has arrived and is being proven.</summary>
    Verifying = 2,

    /// <summary>The proven result is being published.</summary>
    Committing = 3,

    /// <summary>Final: exactly one proven output stands in <c>completed/</c>.</summary>
    Completed = 4,

    /// <summary>Final until a user retries: no output, with a reason.</summary>
    Failed = 5,

    /// <summary>Final until a user retries: no output wanted, the source stays.</summary>
    Cancelled = 6,

    /// <summary>Final: the proven result was not smaller than the source, which itself is the result.</summary>
    NotSmaller = 7,

    /// <summary>Final: the profile leaves such sources as they are; the source itself is the result.</summary>
    Skipped = 8,
}
