namespace Transcoder.Media.Files;

/// <summary>How a checked copy ended.</summary>
public enum CopyOutcome
{
    /// <summary>The copy is complete, has the expected hash, and is on the disk.</summary>
    Copied,

    /// <summary>The source's bytes have another hash; the copy was removed.</summary>
    HashMismatch,
}
