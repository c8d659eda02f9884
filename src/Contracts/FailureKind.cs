namespace Transcoder.Contracts;

/// <summary>Who is to blame for a failed execution, which decides where and how often it is tried again.</summary>
public enum FailureKind
{
    /// <summary>The source cannot be decoded as promised. Held against the job.</summary>
    BadSource = 0,

    /// <summary>The order makes no sense to ffmpeg. Held against the job, never tried again.</summary>
    BadOrder = 1,

    /// <summary>ffmpeg ended well and the result is not what was ordered. Held against job and encoder.</summary>
    CheckFailed = 2,

    /// <summary>Neither frames nor CPU time grew for the limit. Held against the job.</summary>
    Stalled = 3,

    /// <summary>A link, the storage away or its disk full. Held against nobody.</summary>
    Transient = 4,

    /// <summary>The encoder's machine is at fault: a missing library, a killed process, a full disk. Held against the encoder.</summary>
    BadEncoder = 5,

    /// <summary>A user or the coordinator cancelled. Held against nobody.</summary>
    Cancelled = 6,

    /// <summary>Several encoder processes ended over it without a word. The coordinator's own judgement; held against the job, never tried again.</summary>
    Poison = 7,

    /// <summary>The result got larger than <see cref="TranscodeRequested.MaximumBytes"/>. Held against nobody, never tried again.</summary>
    NotSmaller = 8,
}
