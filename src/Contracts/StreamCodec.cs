namespace Transcoder.Contracts;

/// <summary>What becomes of one stream beside the encoded picture.</summary>
public enum StreamCodec
{
    /// <summary>Taken over packet by packet.</summary>
    Copy = 0,

    /// <summary>Encoded to AAC by ffmpeg's own encoder.</summary>
    Aac = 1,

    /// <summary>Encoded to Opus by libopus.</summary>
    Opus = 2,

    /// <summary>Text converted to SubRip.</summary>
    SubRip = 3,

    /// <summary>Text converted to MP4 timed text.</summary>
    MovText = 4,

    /// <summary>Text converted to WebVTT.</summary>
    WebVtt = 5,

    /// <summary>Encoded to FLAC, lossless.</summary>
    Flac = 6,
}
