using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>Which pictures an encoder takes without spoiling them or failing at the start. Pure.</summary>
internal static class PictureRules
{
    private const int SmallestSvtSide = 64;
    private static readonly string[] HalvedBothWays = ["yuv420", "yuvj420", "yuva420", "nv12", "nv21", "p010", "p012", "p016"];
    private static readonly string[] Grey = ["gray", "ya8", "ya16", "mono"];

    /// <summary>Why no encode of the picture can be right; null when one can.</summary>
    public static string? Refusal(MediaStream video, Profile profile)
    {
        if (video is not { Codec: not (null or "none" or "unknown"), Width: > 0, Height: > 0 })
        {
            return "The header does not say how to read the picture.";
        }

        var codec = profile.VideoCodec;
        var format = profile.PixelFormat ?? video.PixelFormat;
        if (codec == VideoCodec.Av1 && profile.PixelFormat is null && format is not null && !StartsWith(format, HalvedBothWays) && !StartsWith(format, Grey))
        {
            return $"The picture's colours ({format}) are finer than {codec} is encoded with (4:2:0), and would be lost without a word; "
                + "use another profile, or one with PixelFormat.";
        }

        var size = string.Create(CultureInfo.InvariantCulture, $"{video.Width}x{video.Height}");
        if (codec != VideoCodec.Vp9 && ((Halves(format, codec).Across && video.Width % 2 != 0) || (Halves(format, codec).Down && video.Height % 2 != 0)))
        {
            return $"The picture is {size}, and {codec} in {format ?? "4:2:0"} needs even sides; use a vp9 profile.";
        }

        return codec == VideoCodec.Av1 && (video.Width < SmallestSvtSide || video.Height < SmallestSvtSide)
            ? string.Create(CultureInfo.InvariantCulture, $"The picture is {size}, and {codec} needs at least {SmallestSvtSide}x{SmallestSvtSide}.")
            : null;
    }

    /// <summary>What changes in the picture beside its codec.</summary>
    public static IEnumerable<string> Notes(MediaStream video, Profile profile)
    {
        if (profile.PixelFormat is { } wanted && video.PixelFormat is { } from && wanted != from)
        {
            yield return $"The picture is converted from {from} to {wanted}, as the profile says.";
        }
        else if (profile.PixelFormat is null && video.PixelFormat is { } format && !CodecRules.PixelFormats(profile.VideoCodec).Contains(format))
        {
            yield return $"The picture is converted from {format} to the nearest format that {profile.VideoCodec} has.";
        }

        if (video.FieldOrder is "tt" or "bb" or "tb" or "bt" && profile.VideoCodec is VideoCodec.Av1 or VideoCodec.Vp9)
        {
            yield return $"The picture is interlaced, and {profile.VideoCodec} cannot say so to a player.";
        }

        if (video.ColorTransfer == "smpte2084")
        {
            yield return "The picture is HDR10; what its header says of the mastering display may be lost.";
        }
    }

    /// <summary>Whether colours are kept for every other pixel only. A format that the encoder lacks becomes the nearest, at worst 4:2:0.</summary>
    private static (bool Across, bool Down) Halves(string? format, VideoCodec codec) =>
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
