using Transcoder.Contracts;

namespace Transcoder.Coordinator.Profiles;

/// <summary>The profiles that everybody has.</summary>
public static class BuiltInProfiles
{
    /// <summary>One for each codec.</summary>
    public static IReadOnlyList<Profile> All { get; } =
    [
        new() { Name = "hevc", VideoCodec = VideoCodec.Hevc, Container = OutputContainer.Matroska, Crf = 24, Preset = "medium" },
        new() { Name = "av1", VideoCodec = VideoCodec.Av1, Container = OutputContainer.Matroska, Crf = 32, Preset = "6" },
        new() { Name = "vp9", VideoCodec = VideoCodec.Vp9, Container = OutputContainer.WebM, Crf = 32, Preset = "3" },
        new() { Name = "h264", VideoCodec = VideoCodec.H264, Container = OutputContainer.Mp4, Crf = 21, Preset = "medium" },
    ];

    /// <summary>The built-in profile of a codec.</summary>
    public static Profile Of(VideoCodec codec) => All.First(profile => profile.VideoCodec == codec);
}
