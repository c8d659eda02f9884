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
        Mastering = new MasteringSettings
        {
            RedX = 34_000,
            RedY = 16_000,
            GreenX = 13_250,
            GreenY = 34_500,
            BlueX = 7_500,
            BlueY = 3_000,
            WhiteX = 15_635,
            WhiteY = 16_450,
            MaxLuminance = 10_000_000,
            MinLuminance = 50,
        },
        Light = new LightSettings { MaxContent = 1000, MaxFrameAverage = 400 },
    };

    private static readonly MasteringDisplay Display =
        new(new Chromaticity(34_000, 16_000), new Chromaticity(13_250, 34_500), new Chromaticity(7_500, 3_000), new Chromaticity(15_635, 16_450), 10_000_000, 50);

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
        Mastering = Display,
        Light = new ContentLight(1000, 400),
    };

    public static TheoryData<string, MediaStream> Wrong => new()
    {
        { "size", Good with { Width = 722 } },
        { "shape of pixels", Good with { SampleAspect = "1:1" } },
        { "shape of pixels, nearly", Good with { SampleAspect = "11:10" } },
        { "shape of pixels, not said", Good with { SampleAspect = null } },
        { "rotation", Good with { Rotation = -90 } },
        { "pixel format", Good with { PixelFormat = "yuv420p" } },
        { "fields", Good with { FieldOrder = "tt" } },
        { "primaries", Good with { ColorPrimaries = "bt709" } },
        { "transfer", Good with { ColorTransfer = null } },
        { "matrix", Good with { ColorMatrix = "unknown" } },
        { "range", Good with { ColorRange = "pc" } },
        { "light", Good with { Light = new ContentLight(1000, 401) } },
        { "no light", Good with { Light = null } },
        { "no mastering display", Good with { Mastering = null } },
        { "red, x", Good with { Mastering = Display with { Red = new Chromaticity(34_003, 16_000) } } },
        { "red, y", Good with { Mastering = Display with { Red = new Chromaticity(34_000, 15_997) } } },
        { "green, x", Good with { Mastering = Display with { Green = new Chromaticity(13_253, 34_500) } } },
        { "green, y", Good with { Mastering = Display with { Green = new Chromaticity(13_250, 34_503) } } },
        { "blue, x", Good with { Mastering = Display with { Blue = new Chromaticity(7_503, 3_000) } } },
        { "blue, y", Good with { Mastering = Display with { Blue = new Chromaticity(7_500, 3_003) } } },
        { "white, x", Good with { Mastering = Display with { White = new Chromaticity(15_638, 16_450) } } },
        { "white, y", Good with { Mastering = Display with { White = new Chromaticity(15_635, 16_453) } } },
        { "brightest", Good with { Mastering = Display with { MaxLuminance = 10_000_041 } } },
        { "darkest", Good with { Mastering = Display with { MinLuminance = 53 } } },
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

    [Fact]
    public void What_encoders_round_is_no_problem() => Assert.Empty(PictureCheck.Problems(
        Ordered, Good with { Mastering = Display with { Red = new Chromaticity(34_002, 15_998), MaxLuminance = 9_999_960, MinLuminance = 52 } }));

    [Theory]
    [InlineData("1095:1000", true)]
    [InlineData("1097:1000", true)]
    [InlineData("1098:1000", false)]
    [InlineData("1083:1000", false)]
    public void The_shape_of_pixels_may_be_off_by_half_a_percent_and_one_pixel(string aspect, bool good) =>
        Assert.Equal(good, PictureCheck.Problems(Ordered, Good with { SampleAspect = aspect }).Count == 0);

    [Theory]
    [InlineData("0:1")]
    [InlineData(null)]
    public void Square_pixels_need_not_be_said(string? aspect)
    {
        var square = Ordered with { Shape = new ShapeSettings { Width = 720, Height = 576 } };

        Assert.Empty(PictureCheck.Problems(square, Good with { SampleAspect = aspect }));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_range_that_is_not_said_is_the_narrow_one(bool full, bool good)
    {
        var ordered = Ordered with { Color = new ColorSettings { FullRange = full } };

        Assert.Equal(good, PictureCheck.Problems(ordered, Good with { ColorRange = null }).Count == 0);
    }

    [Theory]
    [InlineData("tt", true)]
    [InlineData("unknown", true)]
    [InlineData(null, true)]
    [InlineData("progressive", false)]
    public void Fields_that_were_ordered_are_there(string? order, bool good) =>
        Assert.Equal(good, PictureCheck.Problems(Ordered with { Scan = Scan.Interlaced }, Good with { FieldOrder = order }).Count == 0);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_difference_is_one_problem(string what, MediaStream found)
    {
        Assert.NotEmpty(what);
        Assert.Single(PictureCheck.Problems(Ordered, found));
    }
}
