using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>Primaries, transfer curve (HDR10 and HLG are two), matrix and range: all stay what they are. Pure.</summary>
internal static class ColorRule
{
    public static Ruling Decide(MediaStream video, Profile profile)
    {
        var from = video.PixelFormat;
        var stays = from is not null && (profile.PixelFormat is null ? CodecRules.PixelFormats(profile.VideoCodec).Contains(from) : profile.PixelFormat == from);
        var color = new ColorSettings
        {
            Primaries = ColorNames.Primaries(video.ColorPrimaries),
            Transfer = ColorNames.Transfer(video.ColorTransfer),

            // What was no luma and chroma gets a matrix of ffmpeg's choice when it is made so.
            Matrix = from is not null && PixelFormats.IsRgb(from) && !stays ? null : ColorNames.Matrix(video.ColorMatrix),

            // Another format may have another range, and ffmpeg then converts the values.
            FullRange = stays ? ColorNames.IsFullRange(video.ColorRange) : null,
        };
        return color == new ColorSettings() ? Ruling.Kept : Ruling.KeptBy(settings => settings with { Color = color });
    }
}
