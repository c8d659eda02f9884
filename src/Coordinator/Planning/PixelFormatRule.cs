using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>Bit depth and how finely colours are kept. Pure.</summary>
internal static class PixelFormatRule
{
    public static Ruling Decide(MediaStream video, Profile profile)
    {
        var codec = profile.VideoCodec;
        if (video.PixelFormat is not { } format)
        {
            return Ruling.Kept;
        }

        if (profile.PixelFormat is { } wanted)
        {
            return wanted == format ? Ruling.Kept : Ruling.Converted($"The picture is converted from {format} to {wanted}, as the profile says.");
        }

        if (codec == VideoCodec.Av1 && !PixelFormats.FitsHalved(format))
        {
            return Ruling.Refused(
                $"The picture's colours ({format}) are finer than {codec} is encoded with (4:2:0), and would be lost without a word; "
                + "use another profile, or one with PixelFormat.");
        }

        if (!CodecRules.PixelFormats(codec).Contains(format))
        {
            // ffmpeg 9 would choose formats with transparency by itself, and most of these encoders refuse them.
            if (PixelFormats.HasTransparency(format) && codec is VideoCodec.Hevc or VideoCodec.Vp9)
            {
                var nearest = codec is VideoCodec.Vp9 ? "yuva420p" : PixelFormats.Opaque(format);
                return Ruling.Converted($"The picture is converted from {format} to {nearest}.", settings => settings with { PixelFormat = nearest });
            }

            return Ruling.Converted($"The picture is converted from {format} to the nearest format that {codec} has.");
        }

        // Said in the order so that the result is held against it. A full range gives some formats another name in the result.
        return PixelFormats.IsPlain(format) && ColorNames.IsFullRange(video.ColorRange) != true && !ShapeRules.IsTurnedAside(video, profile)
            ? Ruling.KeptBy(settings => settings with { PixelFormat = format })
            : Ruling.Kept;
    }
}
