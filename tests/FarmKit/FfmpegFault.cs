namespace Transcoder.FarmKit;

/// <summary>How an ffmpeg is wrong.</summary>
public enum FfmpegFault
{
    /// <summary>It ends with 1 whatever it is asked.</summary>
    Fails,

    /// <summary>It encodes, loses half of the file, and ends with 0.</summary>
    Truncates,

    /// <summary>It writes another, shorter film, and ends with 0.</summary>
    OtherFilm,

    /// <summary>It does nothing, and does not end.</summary>
    Hangs,
}
