using Transcoder.Contracts;
using Transcoder.Coordinator.Completion;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Tests.Completion;

public sealed class PictureCheckTests
{
    private static readonly VideoSettings Ordered = new()
    {
        SourceStream = 0,
        Codec = VideoCodec.Hevc,
        Crf = 24,
        Preset = "medium",
        PixelFormat = "yuv420p10le",
        Shape = new ShapeSettings { Width = 720, Height = 576, SampleWidth = 12, SampleHeight = 11 },
        Color = new ColorSettings { Primaries = 9, Transfer = 16, Matrix = 9, FullRange = false },
        Scan = Scan.Deinterlaced,
        Light = new LightSettings { MaxContent = 1000, MaxFrameAverage = 400 },
    };

    private static readonly MediaStream Good = new()
    {
        Index = 0,
        Kind = MediaStreamKind.Video,
        Width = 720,
        Height = 576,
        SampleAspect = "157:144",
        PixelFormat = "yuv420p10le",
        FieldOrder = "progressive",
        ColorPrimaries = "bt2020",
        ColorTransfer = "smpte2084",
        ColorMatrix = "bt2020nc",
        ColorRange = "tv",
        Light = new ContentLight(1000, 400),
    };

    public static TheoryData<string, MediaStream> Wrong => new()
    {
        { "size", Good with { Width = 722 } },
        { "shape of pixels", Good with { SampleAspect = "1:1" } },
        { "rotation", Good with { Rotation = -90 } },
        { "pixel format", Good with { PixelFormat = "yuv420p" } },
        { "fields", Good with { FieldOrder = "tt" } },
        { "primaries", Good with { ColorPrimaries = "bt709" } },
        { "transfer", Good with { ColorTransfer = null } },
        { "matrix", Good with { ColorMatrix = "unknown" } },
        { "range", Good with { ColorRange = "pc" } },
        { "light", Good with { Light = new ContentLight(1000, 401) } },
        { "no light", Good with { Light = null } },
        { "Dolby Vision", Good with { DolbyVision = new DolbyVision(8, 1) } },
    };

    [Fact]
    public void A_picture_as_ordered_has_no_problem() => Assert.Empty(PictureCheck.Problems(Ordered, Good));

    [Fact]
    public void What_was_not_ordered_is_not_looked_at()
    {
        var plain = new VideoSettings { SourceStream = 0, Codec = VideoCodec.Hevc, Crf = 24, Preset = "medium" };

        Assert.Empty(PictureCheck.Problems(plain, Good));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_difference_is_one_problem(string what, MediaStream found)
    {
        Assert.NotEmpty(what);
        Assert.Single(PictureCheck.Problems(Ordered, found));
    }
}
