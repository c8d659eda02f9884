namespace Transcoder.Coordinator.Jobs;

/// <summary>What becomes of a proven result that is not smaller than its source.</summary>
public enum LargerResult
{
    /// <summary>It is deleted: the source itself is the result.</summary>
    Discard = 0,

    /// <summary>It is published like any other.</summary>
    Keep = 1,
}
