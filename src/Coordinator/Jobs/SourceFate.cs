namespace Transcoder.Coordinator.Jobs;

/// <summary>What becomes of a source after its last job.</summary>
public enum SourceFate
{
    /// <summary>It moves to <c>archive/</c>; to <c>failed/</c> when a job of it failed; to <c>completed/</c> when it is itself a job's result.</summary>
    Archive = 0,

    /// <summary>It stays in <c>incoming/</c>, whatever happened; failures leave a report in <c>failed/</c>.</summary>
    Keep = 1,

    /// <summary>It is deleted once a proven output is durable; otherwise as <see cref="Archive"/>.</summary>
    Delete = 2,
}
