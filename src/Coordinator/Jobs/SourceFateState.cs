namespace Transcoder.Coordinator.Jobs;

/// <summary>Whether the source of a final job has gone where it belongs.</summary>
public enum SourceFateState
{
    /// <summary>Nothing is to be done: the job is open, or was cancelled.</summary>
    None = 0,

    /// <summary>To be carried out, once no other job needs the source.</summary>
    Pending = 1,

    /// <summary>Carried out.</summary>
    Done = 2,
}
