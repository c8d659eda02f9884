using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>
/// What is said of pictures beside what they show. ffmpeg (5.1 to 9.0) hands captions on to libx264, and two views in one picture and all directions to
/// Matroska and WebM; the rest it hands on to nobody. Pure.
/// </summary>
internal static class ExtrasRule
{
    private const string BothEyes = "That the picture holds two, for both eyes (3D),";
    private const string NotInMp4 = "is left out: it is written into Matroska and WebM only.";

    public static Ruling Decide(MediaStream video, Profile profile)
    {
        var isMp4 = profile.Container is OutputContainer.Mp4;
        string?[] notes =
        [
            Has(PictureExtras.ClosedCaptions) && profile.VideoCodec is not VideoCodec.H264
                ? "The closed captions in the picture are left out: only H264 is encoded with them." : null,
            Has(PictureExtras.ActiveFormat) ? "What the picture says of its active part (AFD) is left out." : null,
            Has(PictureExtras.TimeCodes) ? "The time codes of the single pictures are left out." : null,
            Has(PictureExtras.Spherical) && isMp4 ? $"That the picture shows all directions (360°) {NotInMp4}" : null,
            Has(PictureExtras.Stereo | PictureExtras.PackedFrames) && isMp4 ? $"{BothEyes} {NotInMp4}"
                : Has(PictureExtras.PackedFrames) ? $"{BothEyes} is left out by ffmpeg before 7." : null,
        ];
        string[] lost = [.. notes.OfType<string>()];
        return lost.Length == 0 ? Ruling.Kept : Ruling.Converted(lost);

        bool Has(PictureExtras extras) => (video.Extras & extras) != 0;
    }
}
