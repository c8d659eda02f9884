namespace Transcoder.Contracts;

/// <summary>What becomes of a picture's fields.</summary>
public enum Scan
{
    /// <summary>Frames are encoded as they come.</summary>
    Unchanged = 0,

    /// <summary>One whole frame is made of each pair of fields; the number of frames stays.</summary>
    Deinterlaced = 1,

    /// <summary>Fields are encoded as fields, and the result says so. H.264 only.</summary>
    Interlaced = 2,
}
