using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>What nobody can read, nobody can encode. Pure.</summary>
internal static class HeaderRule
{
    public static Ruling Decide(MediaStream video, Profile profile) =>
        video is { Codec: not (null or "none" or "unknown"), Width: > 0, Height: > 0 }
            ? Ruling.Kept
            : Ruling.Refused("The header does not say how to read the picture.");
}
