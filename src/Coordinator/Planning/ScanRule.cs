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
        var isMarked = video.FieldOrder is "tt" or "bb" or "tb" or "bt";
        if (profile.Fields is FieldOrder.Progressive)
        {
            return isMarked
                ? Ruling.Converted("The picture is marked as interlaced, and the profile takes it for whole frames.", Taken)
                : Ruling.Kept;
        }

        if (profile.Fields is FieldOrder.AsMarked && !isMarked)
        {
            return Ruling.Kept;
        }

        if (ShapeRules.IsTurned(video, profile))
        {
            return Ruling.Refused("The picture is interlaced and is to be turned when shown, which would mix up its fields.");
        }

        return profile.VideoCodec == VideoCodec.H264 && video.Height % InterlacedLines == 0
            ? Ruling.KeptBy(settings => Taken(settings) with { Scan = Scan.Interlaced })
            : Ruling.Converted(
                $"The picture is interlaced, and {profile.VideoCodec} is encoded in whole frames: one frame is made of each pair of fields.",
                settings => Taken(settings) with { Scan = Scan.Deinterlaced });

        VideoSettings Taken(VideoSettings settings) => settings with { Fields = profile.Fields };
    }
}
