namespace Transcoder.TestKit;

/// <summary>What a made clip shows and carries.</summary>
public sealed record ClipShape
{
    /// <summary>Whole frames.</summary>
    public int Frames { get; init; } = 50;

    /// <summary>As ffmpeg reads it, "25" or "30000/1001".</summary>
    public string Rate { get; init; } = "25";

    /// <summary>Pixels.</summary>
    public int Width { get; init; } = 192;

    /// <summary>Pixels.</summary>
    public int Height { get; init; } = 128;

    /// <summary>ffmpeg's name.</summary>
    public string PixelFormat { get; init; } = "yuv420p";

    /// <summary>ffmpeg's encoder.</summary>
    public string VideoCodec { get; init; } = "libx264";

    /// <summary>More for the video encoder, such as "-g", "12".</summary>
    public IReadOnlyList<string> VideoOptions { get; init; } = ["-preset", "ultrafast"];

    /// <summary>ffmpeg's encoder for one sine tone; null is no sound.</summary>
    public string? AudioCodec { get; init; } = "aac";

    /// <summary>Right before the output's name, such as "-metadata", "title=x".</summary>
    public IReadOnlyList<string> OutputOptions { get; init; } = [];
}
