namespace Transcoder.Coordinator.Jobs;

/// <summary>How one execution ended, or that it has not.</summary>
public enum ExecutionState
{
    /// <summary>An encoder works on it, as far as is known.</summary>
    Running = 0,

    /// <summary>Its result waits to be proven.</summary>
    Delivered = 1,

    /// <summary>Its result was proven and taken.</summary>
    Accepted = 2,

    /// <summary>Its result was not taken.</summary>
    Refused = 3,

    /// <summary>It reported a failure.</summary>
    Failed = 4,

    /// <summary>It fell silent.</summary>
    Lost = 5,

    /// <summary>Its encoder's process ended without a word, and the broker gave the order to another one.</summary>
    Vanished = 6,

    /// <summary>Its encoder stopped in order and gave the order back.</summary>
    HandedBack = 7,

    /// <summary>It reported a failure while the storage was away or full, which is held against nobody.</summary>
    Excused = 8,

    /// <summary>Its result was, or got, no smaller than the source, and is not wanted.</summary>
    NotSmaller = 9,
}
