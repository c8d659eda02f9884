using Transcoder.Contracts;

namespace Transcoder.Coordinator.Planning;

/// <summary>What ffmpeg's names of pixel formats mean. Pure.</summary>
internal static class PixelFormats
{
    private static readonly string[] HalvedBothWays = ["yuv420", "yuvj420", "yuva420", "nv12", "nv21", "p010", "p012", "p016"];
    private static readonly string[] Grey = ["gray", "ya8", "ya16", "mono"];
    private static readonly string[] Transparent = ["yuva", "ayuv", "vuya", "gbra", "rgba", "bgra", "argb", "abgr", "ya8", "ya16"];
    private static readonly string[] Rgb = ["gbr", "rgb", "bgr", "argb", "abgr", "0rgb", "0bgr", "pal8"];

    /// <summary>Whether 4:2:0 loses none of its colours.</summary>
    public static bool FitsHalved(string format) => StartsWith(format, HalvedBothWays) || StartsWith(format, Grey);

    public static bool IsRgb(string format) => StartsWith(format, Rgb);

    public static bool HasTransparency(string format) => StartsWith(format, Transparent);

    /// <summary>The nearest format of HEVC.</summary>
    /// <param name="format">Of those with transparency.</param>
    public static string Opaque(string format)
    {
        var colors = format switch
        {
            ['y', 'u', 'v', 'a', .. { Length: >= 3 } rest] => $"yuv{rest[..3]}p",
            _ when StartsWith(format, ["ayuv", "vuya"]) => "yuv444p",
            _ when StartsWith(format, Grey) => "gray",
            _ => "gbrp",
        };
        var has = (string bits) => format.Contains(bits, StringComparison.Ordinal);
        return colors + (has("12") || has("14") || has("16") || has("32") || has("64") ? "12le" : has("9") || has("10") ? "10le" : "");
    }

    /// <summary>Whether a decoded result bears the very name of what was encoded, which the older twins with a "j" or the "nv" ones do not.</summary>
    public static bool IsPlain(string format) => format.StartsWith("yuv4", StringComparison.Ordinal);

    /// <summary>Whether colours are kept for every other pixel only. A format that the encoder lacks becomes the nearest, at worst 4:2:0.</summary>
    public static (bool Across, bool Down) Halves(string? format, VideoCodec codec) =>
        format is null || StartsWith(format, HalvedBothWays) ? (true, true)
        : format.Contains("444", StringComparison.Ordinal) || StartsWith(format, ["gbr", "rgb", "bgr"]) ? (codec == VideoCodec.Av1, codec == VideoCodec.Av1)
        : format.Contains("422", StringComparison.Ordinal) || StartsWith(format, ["nv16", "nv20"]) ? (true, codec == VideoCodec.Av1)
        : StartsWith(format, Grey) ? (codec == VideoCodec.Av1, codec == VideoCodec.Av1)
        : (true, true);

    private static bool StartsWith(string format, ReadOnlySpan<string> beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (format.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
