namespace Transcoder.Coordinator.Jobs;

/// <summary>What one part of a job covers.</summary>
public enum PartKind
{
    /// <summary>The whole source.</summary>
    Whole = 0,

    /// <summary>A stretch of the picture.</summary>
    Chunk = 1,

    /// <summary>Everything but the picture.</summary>
    Tracks = 2,
}
