namespace Transcoder.Media.Ffmpeg;

/// <summary>Who is to blame for a failed ffmpeg.</summary>
public enum FfmpegFault
{
    /// <summary>No telling: worth a try on another machine.</summary>
    Unknown,

    /// <summary>The file that was read, or its transfer.</summary>
    Source,

    /// <summary>The command line: it fails everywhere.</summary>
    Arguments,

    /// <summary>This machine: disk, memory, device, missing encoder.</summary>
    Machine,
}
