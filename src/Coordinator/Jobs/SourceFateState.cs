namespace Transcoder.Coordinator.Jobs;

/// <summary>Whether the source of a final job has gone where it belongs.</summary>
public enum SourceFateState
{
    /// <summary>Nothing is to be done: the job is open.</summary>
    None = 0,

    /// <summary>The job is final and recorded soon; its source has its fate once no other job needs it. That of a cancelled job stays.</summary>
    Pending = 1,

    /// <summary>Carried out.</summary>
    Done = 2,
}
