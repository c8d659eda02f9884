namespace Transcoder.Coordinator.Jobs;

/// <summary>Where one order stands.</summary>
public enum AttemptState
{
    /// <summary>To be published, not before its time.</summary>
    Pending = 0,

    /// <summary>The broker has it; nobody has started.</summary>
    Published = 1,

    /// <summary>An encoder works on it.</summary>
    Started = 2,

    /// <summary>Over, well or not.</summary>
    Ended = 3,
}
