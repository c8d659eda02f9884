namespace Transcoder.Coordinator.Planning;

/// <summary>When films are encoded in chunks.</summary>
public enum ChunkingMode
{
    /// <summary>Where the film is long enough, its time stamps allow it, and there is more than one encoder slot with the same tools.</summary>
    Auto = 0,

    /// <summary>As <see cref="Auto"/>, however many slots there are.</summary>
    Always = 1,

    /// <summary>Never.</summary>
    Never = 2,
}
