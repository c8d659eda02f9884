namespace Transcoder.Contracts;

/// <summary>How one picture stream is encoded.</summary>
public sealed record VideoSettings
{
    /// <summary>Index of the stream in the source, as ffprobe counts them.</summary>
    public required int SourceStream { get; init; }

    /// <summary>The encoder.</summary>
    public required VideoCodec Codec { get; init; }

    /// <summary>Constant rate factor in the encoder's own scale: 0 to 51 for H.264 and HEVC, 0 to 63 for AV1 and VP9.</summary>
    public required int Crf { get; init; }

    /// <summary>"ultrafast" to "placebo" for H.264 and HEVC, "0" to "13" for AV1, "0" to "8" (cpu-used) for VP9.</summary>
    public required string Preset { get; init; }

    /// <summary>ffmpeg's name of the pixel format of the result; null keeps the source's.</summary>
    public string? PixelFormat { get; init; }

    /// <summary>Encoder threads, 1 to 256; null lets the encoder choose.</summary>
    public int? Threads { get; init; }
}
