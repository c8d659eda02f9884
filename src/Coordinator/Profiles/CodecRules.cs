using Transcoder.Contracts;

namespace Transcoder.Coordinator.Profiles;

/// <summary>What each video encoder takes. Written down here because ffmpeg accepts much of what is misspelt without a word.</summary>
public static class CodecRules
{
    private static readonly string[] X26xPresets =
        ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo"];

    private static readonly string[] X264Formats =
    [
        "yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "nv12", "nv16", "nv21",
        "yuv420p10le", "yuv422p10le", "yuv444p10le", "nv20le", "gray", "gray10le",
    ];

    private static readonly string[] X265Formats =
    [
        "yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "gbrp", "yuv420p10le", "yuv422p10le", "yuv444p10le", "gbrp10le",
        "yuv420p12le", "yuv422p12le", "yuv444p12le", "gbrp12le", "gray", "gray10le", "gray12le",
    ];

    private static readonly string[] SvtFormats = ["yuv420p", "yuv420p10le"];

    private static readonly string[] VpxFormats =
    [
        "yuv420p", "yuva420p", "yuv422p", "yuv440p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv440p10le", "yuv444p10le",
        "yuv420p12le", "yuv422p12le", "yuv440p12le", "yuv444p12le", "gbrp", "gbrp10le", "gbrp12le",
    ];

    /// <summary>The largest constant rate factor; the smallest is 0.</summary>
    public static int LargestCrf(VideoCodec codec) => codec is VideoCodec.H264 or VideoCodec.Hevc ? 51 : 63;

    /// <summary>The presets, from first to last.</summary>
    public static IReadOnlyList<string> Presets(VideoCodec codec) => codec switch
    {
        VideoCodec.H264 or VideoCodec.Hevc => X26xPresets,
        VideoCodec.Av1 => ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"],
        VideoCodec.Vp9 => ["0", "1", "2", "3", "4", "5", "6", "7", "8"],
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, "Unknown codec"),
    };

    /// <summary>The pixel formats that ffmpeg hands to the encoder as they are.</summary>
    public static IReadOnlyList<string> PixelFormats(VideoCodec codec) => codec switch
    {
        VideoCodec.H264 => X264Formats,
        VideoCodec.Hevc => X265Formats,
        VideoCodec.Av1 => SvtFormats,
        VideoCodec.Vp9 => VpxFormats,
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, "Unknown codec"),
    };

    /// <summary>ffmpeg's name of the codec, as it tells of sources.</summary>
    public static string Name(VideoCodec codec) => codec switch
    {
        VideoCodec.H264 => "h264",
        VideoCodec.Hevc => "hevc",
        VideoCodec.Av1 => "av1",
        VideoCodec.Vp9 => "vp9",
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, "Unknown codec"),
    };

    /// <summary>Whether the container can hold the codec.</summary>
    public static bool Fits(VideoCodec codec, OutputContainer container) =>
        container != OutputContainer.WebM || codec is VideoCodec.Av1 or VideoCodec.Vp9;
}
