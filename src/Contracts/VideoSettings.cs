namespace Transcoder.Contracts;

/// <summary>How one picture stream is encoded.</summary>
public sealed record VideoSettings
{
    /// <summary>The most that <see cref="FrameRate"/> can be, and SVT-AV1 takes (1.4 to 2.3).</summary>
    public const int MostFrameRate = 240;

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

    /// <summary>Threads that encode, and at most as many that decode for them, 1 to 256; null lets decoder and encoder choose.</summary>
    public int? Threads { get; init; }

    /// <summary>What the source's frames are taken for.</summary>
    public FieldOrder Fields { get; init; }

    /// <summary>What becomes of fields.</summary>
    public Scan Scan { get; init; }

    /// <summary>Adds one black column at the right to a picture of odd width.</summary>
    public bool PadWidth { get; init; }

    /// <summary>Adds one black line at the bottom to a picture of odd height.</summary>
    public bool PadHeight { get; init; }

    /// <summary>Takes nothing but the frames, and not what the source's container says of them beside, such as that they are Dolby Vision.</summary>
    public bool FramesOnly { get; init; }

    /// <summary>
    /// Frames per second that the encoder of HEVC or AV1 is told, 1 to 240; null tells it the rate that ffmpeg takes the source for. The times of the frames
    /// stay as they are.
    /// </summary>
    public int? FrameRate { get; init; }

    /// <summary>What the times of the frames of a whole film are counted in, as its source does; null counts ninety thousand ticks a second.</summary>
    public TimeBaseSettings? TimeBase { get; init; }

    /// <summary>The size that the result must have; null is not checked.</summary>
    public ShapeSettings? Shape { get; init; }

    /// <summary>What the result must say of its colours; null leaves that to ffmpeg.</summary>
    public ColorSettings? Color { get; init; }

    /// <summary>What the result must say of the mastering display; null says nothing.</summary>
    public MasteringSettings? Mastering { get; init; }

    /// <summary>What the result must say of its brightness; null says nothing.</summary>
    public LightSettings? Light { get; init; }
}
