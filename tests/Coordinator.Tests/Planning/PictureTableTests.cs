using Transcoder.Contracts;
using Transcoder.Coordinator.Planning;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Containers;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Tests.Planning;

public class PictureTableTests
{
    private static readonly MediaStream Film = new()
    {
        Index = 0,
        Kind = MediaStreamKind.Video,
        Codec = "h264",
        Width = 720,
        Height = 576,
        PixelFormat = "yuv420p",
    };

    [Theory]
    [InlineData("yuv422p", true)]
    [InlineData("yuv444p10le", true)]
    [InlineData("gbrp", true)]
    [InlineData("yuv420p", false)]
    [InlineData("yuv420p10le", false)]
    [InlineData("gray", false)]
    public void Av1_refuses_colours_that_it_would_thin_out_without_a_word(string format, bool refused)
    {
        var picture = Decide(Film with { PixelFormat = format }, Of(VideoCodec.Av1));

        Assert.Equal(refused, picture.Refusal is not null);
    }

    [Fact]
    public void A_profile_may_ask_for_thinner_colours()
    {
        var picture = Decide(Film with { PixelFormat = "yuv422p" }, Of(VideoCodec.Av1) with { PixelFormat = "yuv420p" });

        Assert.Equal(["The picture is converted from yuv422p to yuv420p, as the profile says."], picture.Notes);
    }

    [Theory]
    [InlineData("yuv420p", "tv", "yuv420p")]
    [InlineData("yuv420p10le", null, "yuv420p10le")]
    [InlineData("yuv420p", "pc", null)]
    [InlineData("yuvj420p", "pc", null)]
    [InlineData("nv12", null, null)]
    [InlineData("yuv410p", null, null)]
    public void A_format_that_keeps_its_name_is_ordered_by_it(string format, string? range, string? ordered)
    {
        var picture = Decide(Film with { PixelFormat = format, ColorRange = range }, Of(VideoCodec.Hevc));

        Assert.Equal(ordered, picture.Settings.PixelFormat);
    }

    [Theory]
    [InlineData(VideoCodec.Hevc, "yuva420p", "yuv420p")]
    [InlineData(VideoCodec.Hevc, "yuva422p10le", "yuv422p10le")]
    [InlineData(VideoCodec.Hevc, "yuva444p9be", "yuv444p10le")]
    [InlineData(VideoCodec.Hevc, "yuva444p16le", "yuv444p12le")]
    [InlineData(VideoCodec.Hevc, "ayuv64le", "yuv444p12le")]
    [InlineData(VideoCodec.Hevc, "gbrap", "gbrp")]
    [InlineData(VideoCodec.Hevc, "gbrap12le", "gbrp12le")]
    [InlineData(VideoCodec.Hevc, "gbrapf32le", "gbrp12le")]
    [InlineData(VideoCodec.Hevc, "argb", "gbrp")]
    [InlineData(VideoCodec.Hevc, "rgba64be", "gbrp12le")]
    [InlineData(VideoCodec.Hevc, "ya8", "gray")]
    [InlineData(VideoCodec.Hevc, "ya16le", "gray12le")]
    [InlineData(VideoCodec.Vp9, "yuva444p10le", "yuva420p")]
    [InlineData(VideoCodec.Vp9, "rgba", "yuva420p")]
    public void Transparency_that_the_encoder_does_not_take_is_not_left_to_ffmpeg(VideoCodec codec, string format, string made)
    {
        var (settings, notes, _) = Decide(Film with { PixelFormat = format }, Of(codec));

        Assert.Equal(made, settings.PixelFormat);
        Assert.Equal([$"The picture is converted from {format} to {made}."], notes);
    }

    [Theory]
    [InlineData(VideoCodec.H264, "yuv420p", 321, 241, true, true)]
    [InlineData(VideoCodec.Hevc, "yuv420p", 320, 241, false, true)]
    [InlineData(VideoCodec.Hevc, "yuv422p", 321, 241, true, false)]
    [InlineData(VideoCodec.H264, "yuv444p", 321, 241, false, false)]
    [InlineData(VideoCodec.Vp9, "yuv420p", 321, 241, false, false)]
    [InlineData(VideoCodec.Av1, "gray", 321, 240, true, false)]
    public void Odd_sides_are_padded_where_the_encoder_needs_it(VideoCodec codec, string format, int width, int height, bool wider, bool higher)
    {
        var (settings, notes, refusal) = Decide(Film with { PixelFormat = format, Width = width, Height = height }, Of(codec));

        Assert.Null(refusal);
        Assert.Equal((wider, higher), (settings.PadWidth, settings.PadHeight));
        Assert.Equal(new ShapeSettings { Width = wider ? width + 1 : width, Height = higher ? height + 1 : height }, settings.Shape);
        Assert.Equal(wider || higher, notes.Any(note => note.Contains("padded", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("yuv444p", "yuv420p", true)]
    [InlineData("yuv420p", "yuv444p", false)]
    public void Odd_sides_are_padded_for_the_format_that_the_profile_asks_for(string format, string asked, bool padded)
    {
        var (settings, _, _) = Decide(Film with { PixelFormat = format, Width = 321, Height = 241 }, Of(VideoCodec.Hevc) with { PixelFormat = asked });

        Assert.Equal((padded, padded), (settings.PadWidth, settings.PadHeight));
    }

    [Theory]
    [InlineData("16:15", 16, 15)]
    [InlineData("0:1", null, null)]
    [InlineData(null, null, null)]
    public void Pixels_whose_shape_is_not_known_are_ordered_in_none(string? aspect, int? width, int? height)
    {
        var shape = Decide(Film with { SampleAspect = aspect }, Of(VideoCodec.Hevc)).Settings.Shape;

        Assert.Equal((width, height), (shape?.SampleWidth, shape?.SampleHeight));
    }

    [Theory]
    [InlineData(62, 64, true)]
    [InlineData(64, 64, false)]
    public void Av1_has_a_smallest_size(int width, int height, bool refused) =>
        Assert.Equal(refused, Decide(Film with { Width = width, Height = height }, Of(VideoCodec.Av1)).Refusal is not null);

    [Theory]
    [InlineData(-90, 576, 720, 15, 16)]
    [InlineData(180, 720, 576, 16, 15)]
    public void A_turned_picture_has_its_sides_and_pixels_turned(int rotation, int width, int height, int pixelWidth, int pixelHeight)
    {
        var (settings, notes, _) = Decide(Film with { Rotation = rotation, SampleAspect = "16:15" }, Of(VideoCodec.Hevc));

        Assert.Equal(new ShapeSettings { Width = width, Height = height, SampleWidth = pixelWidth, SampleHeight = pixelHeight }, settings.Shape);
        Assert.Single(notes);
    }

    [Theory]
    [InlineData(-90, false)]
    [InlineData(45, false)]
    [InlineData(0, true)]
    public void Mp4_leaves_to_the_player_what_the_source_does(int rotation, bool mirrored)
    {
        var film = Film with { Rotation = rotation, IsMirrored = mirrored, FieldOrder = "tt" };

        var (settings, notes, refusal) = Decide(film, Of(VideoCodec.H264));

        Assert.Null(refusal);
        Assert.Empty(notes);
        Assert.Equal((720, 576, rotation, mirrored), (settings.Shape!.Width, settings.Shape.Height, settings.Shape.Rotation, settings.Shape.Mirrored));
    }

    [Theory]
    [InlineData("av1", "smpte2084", true)]
    [InlineData("vp9", "smpte2084", true)]
    [InlineData("av1", "arib-std-b67", false)]
    [InlineData("hevc", "smpte2084", false)]
    public void Hdr10_plus_that_cannot_be_seen_is_named(string codec, string transfer, bool named)
    {
        var (_, notes, refusal) = Decide(Film with { Codec = codec, ColorTransfer = transfer }, Of(VideoCodec.Hevc));

        Assert.Null(refusal);
        Assert.Equal(named, notes.Any(note => note.Contains("HDR10+", StringComparison.Ordinal)));
    }

    [Fact]
    public void Frames_without_Dolby_Vision_take_no_rotation_along()
    {
        var film = Film with { Rotation = 90, DolbyVision = new DolbyVision(8, 1) };

        var (settings, _, _) = Decide(film, Of(VideoCodec.H264) with { DynamicHdr = DynamicHdrRule.Drop });

        Assert.Equal((576, 720, null), (settings.Shape!.Width, settings.Shape.Height, settings.Shape.Rotation));
    }

    [Theory]
    [InlineData(90, null, true, true)]
    [InlineData(180, "yuv422p", true, false)]
    public void What_lies_on_its_side_is_thinned_out_in_another_direction(int rotation, string? ordered, bool wider, bool higher)
    {
        var (settings, _, _) = Decide(Film with { PixelFormat = "yuv422p", Rotation = rotation, Width = 321, Height = 241 }, Of(VideoCodec.Hevc));

        Assert.Equal((ordered, wider, higher), (settings.PixelFormat, settings.PadWidth, settings.PadHeight));
    }

    [Fact]
    public void A_picture_that_stands_askew_is_refused() => Assert.NotNull(Decide(Film with { Rotation = 45 }, Of(VideoCodec.Hevc)).Refusal);

    [Theory]
    [InlineData("progressive", VideoCodec.Hevc, 576, Scan.Unchanged)]
    [InlineData("unknown", VideoCodec.Hevc, 576, Scan.Unchanged)]
    [InlineData("tt", VideoCodec.H264, 576, Scan.Interlaced)]
    [InlineData("bb", VideoCodec.H264, 1080, Scan.Interlaced)]
    [InlineData("tt", VideoCodec.H264, 482, Scan.Deinterlaced)]
    [InlineData("tb", VideoCodec.Hevc, 576, Scan.Deinterlaced)]
    [InlineData("bt", VideoCodec.Av1, 576, Scan.Deinterlaced)]
    [InlineData("tt", VideoCodec.Vp9, 576, Scan.Deinterlaced)]
    public void Fields_are_kept_or_become_whole_frames(string order, VideoCodec codec, int height, Scan scan)
    {
        var (settings, notes, _) = Decide(Film with { FieldOrder = order, Height = height }, Of(codec));

        Assert.Equal(scan, settings.Scan);
        Assert.Equal(scan == Scan.Deinterlaced ? 1 : 0, notes.Count);
    }

    [Theory]
    [InlineData("unknown", FieldOrder.TopFirst, VideoCodec.Hevc, Scan.Deinterlaced, 1)]
    [InlineData("progressive", FieldOrder.BottomFirst, VideoCodec.H264, Scan.Interlaced, 0)]
    [InlineData("tt", FieldOrder.BottomFirst, VideoCodec.Av1, Scan.Deinterlaced, 1)]
    [InlineData("bb", FieldOrder.Progressive, VideoCodec.H264, Scan.Unchanged, 1)]
    public void A_profile_knows_better_than_the_source_what_its_frames_are(string order, FieldOrder fields, VideoCodec codec, Scan scan, int noteCount)
    {
        var (settings, notes, _) = Decide(Film with { FieldOrder = order }, Of(codec) with { Fields = fields });

        Assert.Equal((fields, scan, noteCount), (settings.Fields, settings.Scan, notes.Count));
    }

    [Fact]
    public void Whole_frames_that_are_marked_as_such_need_no_mark() =>
        Assert.Equal(FieldOrder.AsMarked, Decide(Film, Of(VideoCodec.Hevc) with { Fields = FieldOrder.Progressive }).Settings.Fields);

    [Fact]
    public void Fields_that_are_to_be_turned_are_refused() =>
        Assert.NotNull(Decide(Film with { FieldOrder = "tt", Rotation = 90 }, Of(VideoCodec.Hevc)).Refusal);

    [Fact]
    public void Colours_are_ordered_by_their_numbers()
    {
        var film = Film with { ColorPrimaries = "bt2020", ColorTransfer = "smpte2084", ColorMatrix = "bt2020nc", ColorRange = "tv" };

        var (settings, notes, _) = Decide(film, Of(VideoCodec.Hevc));

        Assert.Equal(new ColorSettings { Primaries = 9, Transfer = 16, Matrix = 9, FullRange = false }, settings.Color);
        Assert.Empty(notes);
    }

    [Fact]
    public void What_the_source_does_not_say_of_its_colours_is_not_ordered() =>
        Assert.Null(Decide(Film with { ColorPrimaries = "unknown", ColorTransfer = "reserved" }, Of(VideoCodec.Hevc)).Settings.Color);

    [Fact]
    public void What_is_converted_gets_the_range_and_matrix_of_its_new_format()
    {
        var rgb = Decide(Film with { PixelFormat = "bgr24", ColorMatrix = "gbr", ColorRange = "pc", ColorPrimaries = "bt709" }, Of(VideoCodec.Hevc));
        var asked = Decide(Film with { ColorRange = "pc", ColorPrimaries = "bt709" }, Of(VideoCodec.Hevc) with { PixelFormat = "yuv420p10le" });

        Assert.Equal(new ColorSettings { Primaries = 1 }, rgb.Settings.Color);
        Assert.Equal(new ColorSettings { Primaries = 1 }, asked.Settings.Color);
    }

    [Fact]
    public void Rgb_that_stays_keeps_its_range_and_matrix()
    {
        var rgb = Decide(Film with { PixelFormat = "gbrp", ColorMatrix = "gbr", ColorRange = "pc" }, Of(VideoCodec.Hevc));

        Assert.Equal(new ColorSettings { Matrix = 0, FullRange = true }, rgb.Settings.Color);
    }

    [Theory]
    [InlineData(VideoCodec.H264, 2)]
    [InlineData(VideoCodec.Hevc, 3)]
    [InlineData(VideoCodec.Av1, 3)]
    [InlineData(VideoCodec.Vp9, 3)]
    public void What_pictures_carry_that_no_encoder_takes_is_named(VideoCodec codec, int notes)
    {
        var all = Film with { Extras = PictureExtras.ClosedCaptions | PictureExtras.ActiveFormat | PictureExtras.TimeCodes };

        Assert.Equal(notes, Decide(all, Of(codec)).Notes.Count - Decide(Film, Of(codec)).Notes.Count);
    }

    [Theory]
    [InlineData(VideoCodec.H264, "is left out: it is written into Matroska and WebM only.")]
    [InlineData(VideoCodec.Hevc, "is left out by ffmpeg before 7.")]
    public void Two_views_that_only_the_pictures_tell_of_are_named(VideoCodec codec, string words) => Assert.Contains(
        $"That the picture holds two, for both eyes (3D), {words}", Decide(Film with { Extras = PictureExtras.PackedFrames }, Of(codec)).Notes);

    public static TheoryData<MediaStream> Unreadable =>
        [Film with { Codec = null }, Film with { Codec = "none" }, Film with { Codec = "unknown" }, Film with { Width = null }, Film with { Height = 0 }];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void A_picture_that_the_header_does_not_explain_is_refused(MediaStream film) =>
        Assert.Equal("The header does not say how to read the picture.", Decide(film, Of(VideoCodec.Hevc)).Refusal);

    [Theory]
    [InlineData(8, 6, 4, 2, "8 on the left, 6 at the top, 4 on the right, 2 at the bottom")]
    [InlineData(0, 0, 0, 2, "2 at the bottom")]
    public void What_players_leave_out_is_encoded_and_named(int left, int top, int right, int bottom, string words)
    {
        var turned = Film with { Cropping = new Cropping(left, top, right, bottom), Rotation = 90 };

        var (settings, notes, _) = Decide(turned, Of(VideoCodec.H264));

        Assert.True(settings.FramesOnly);
        Assert.Null(settings.Shape?.Rotation);
        Assert.Contains($"The source asks players to leave out pixels of the picture, {words}: the result shows them.", notes);
    }

    [Theory]
    [InlineData(VideoCodec.Av1, 25, 25, null)]
    [InlineData(VideoCodec.Av1, 240, null, null)]
    [InlineData(VideoCodec.Av1, 60, 40, null)]
    [InlineData(VideoCodec.Av1, 60, 39, 39)]
    [InlineData(VideoCodec.Av1, 600, 30, 30)]
    [InlineData(VideoCodec.Av1, 480, 480, 240)]
    [InlineData(VideoCodec.Av1, 1000, null, 30)]
    [InlineData(VideoCodec.Av1, 1000, 0, 30)]
    [InlineData(VideoCodec.Av1, null, null, 30)]
    [InlineData(VideoCodec.Hevc, 1000, 30, 30)]
    [InlineData(VideoCodec.Hevc, 50, 50, null)]
    [InlineData(VideoCodec.Hevc, 25, 0, null)]
    [InlineData(VideoCodec.H264, 1000, 30, null)]
    [InlineData(VideoCodec.Vp9, 1000, 30, null)]
    public void Encoders_are_told_the_average_where_the_rate_is_far_above_it(VideoCodec codec, int? rate, int? average, int? told)
    {
        var film = Film with { FrameRate = rate is { } most ? new Rational(most, 1) : null, AverageFrameRate = average is { } mean ? new Rational(mean, Math.Min(mean, 1)) : null };

        Assert.Equal(told, Decide(film, Of(codec)).Settings.FrameRate);
    }

    [Theory]
    [InlineData(1001, 24_000, true)]
    [InlineData(0, 1, false)]
    [InlineData(1, 0, false)]
    public void Times_are_counted_as_in_the_source(int numerator, int denominator, bool told)
    {
        var film = Film with { TimeBase = new Rational(numerator, denominator) };

        Assert.Equal(
            told ? new TimeBaseSettings { Numerator = numerator, Denominator = denominator } : null, Decide(film, Of(VideoCodec.H264)).Settings.TimeBase);
    }

    [Fact]
    public void Every_row_stands_in_the_document()
    {
        var document = File.ReadAllText(TestKit.RepositoryFolder.Path("docs", "fidelity.md"));

        Assert.All(PictureTable.Rows, row => Assert.Contains($"| {row.Property} |", document, StringComparison.Ordinal));
    }

    private static Profile Of(VideoCodec codec) => BuiltInProfiles.Of(codec);

    private static (VideoSettings Settings, IReadOnlyList<string> Notes, string? Refusal) Decide(MediaStream film, Profile profile) =>
        PictureTable.Decide(film, profile);
}
