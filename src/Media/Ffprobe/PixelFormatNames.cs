namespace Transcoder.Media.Ffprobe;

/// <summary>ffmpeg's names of pixel formats. Pure.</summary>
public static class PixelFormatNames
{
    /// <summary>
    /// Whether a decoder may call a picture so that was encoded as the other. H.264 and HEVC of full range have older names with a "j" there, and the
    /// transparency of VP9 is told by no decoder of ffmpeg's own.
    /// </summary>
    public static bool AreAlike(string? one, string? other) => Plain(one) == Plain(other);

    private static string? Plain(string? name) => name is ['y', 'u', 'v', 'j' or 'a', .. var rest] ? "yuv" + rest : name;
}
