using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>Interlaced pictures. Pure.</summary>
internal static class ScanRule
{
    // Two fields, each of whole macroblock rows of half-height colours.
    private const int InterlacedLines = 4;

    public static Ruling Decide(MediaStream video, Profile profile)
    {
        if (video.FieldOrder is not ("tt" or "bb" or "tb" or "bt"))
        {
            return Ruling.Kept;
        }

        if (ShapeRules.IsTurned(video, profile))
        {
            return Ruling.Refused("The picture is interlaced and is to be turned when shown, which would mix up its fields.");
        }

        return profile.VideoCodec == VideoCodec.H264 && video.Height % InterlacedLines == 0
            ? Ruling.KeptBy(settings => settings with { Scan = Scan.Interlaced })
            : Ruling.Converted(
                $"The picture is interlaced, and {profile.VideoCodec} is encoded in whole frames: one frame is made of each pair of fields.",
                settings => settings with { Scan = Scan.Deinterlaced });
    }
}
