using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>What coded pictures carry beside what they show. ffmpeg (5.1 to 9.0) hands captions on to libx264, and the rest to no encoder. Pure.</summary>
internal static class ExtrasRule
{
    public static Ruling Decide(MediaStream video, Profile profile)
    {
        var notes = new List<string>();
        if (video.Extras.HasFlag(PictureExtras.ClosedCaptions) && profile.VideoCodec is not VideoCodec.H264)
        {
            notes.Add("The closed captions in the picture are left out: only H264 is encoded with them.");
        }

        if (video.Extras.HasFlag(PictureExtras.ActiveFormat))
        {
            notes.Add("What the picture says of its active part (AFD) is left out.");
        }

        if (video.Extras.HasFlag(PictureExtras.TimeCodes))
        {
            notes.Add("The time codes of the single pictures are left out.");
        }

        return notes.Count == 0 ? Ruling.Kept : Ruling.Converted(notes);
    }
}
