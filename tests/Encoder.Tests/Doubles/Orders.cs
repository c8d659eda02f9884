using Transcoder.Contracts;

namespace Transcoder.Encoder.Tests.Doubles;

internal static class Orders
{
    public static EncodeSettings H264 { get; } = new()
    {
        Container = OutputContainer.Mp4,
        Video = new VideoSettings { SourceStream = 0, Codec = VideoCodec.H264, Crf = 28, Preset = "ultrafast" },
    };

    public static TranscodeRequested New(EncodeSettings? settings = null) => new()
    {
        JobId = Guid.NewGuid(),
        PartId = Guid.NewGuid(),
        AttemptId = Guid.NewGuid(),
        Attempt = 1,
        SourcePath = "incoming/film.mkv",
        SourceBytes = 1000,
        ResultFolder = "work/part",
        Settings = settings ?? H264,
        SettingsHash = "settings",
    };
}
