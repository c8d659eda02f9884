using Transcoder.Contracts;
using Transcoder.Encoder.Orders;

namespace Transcoder.Encoder.Tests.Orders;

public sealed class OrderRulesTests
{
    [Fact]
    public void A_sound_order_has_no_breach() => Assert.Null(OrderRules.Breach(Doubles.Orders.New()));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../film.mkv")]
    [InlineData("incoming/../../film.mkv")]
    [InlineData("incoming//film.mkv")]
    [InlineData("./film.mkv")]
    [InlineData("")]
    public void A_path_out_of_the_storage_is_refused(string path)
    {
        Assert.NotNull(OrderRules.Breach(Doubles.Orders.New() with { SourcePath = path }));
        Assert.NotNull(OrderRules.Breach(Doubles.Orders.New() with { ResultFolder = path }));
    }

    [Theory]
    [InlineData(VideoCodec.H264, 51, "placebo", true)]
    [InlineData(VideoCodec.H264, 52, "medium", false)]
    [InlineData(VideoCodec.H264, -1, "medium", false)]
    [InlineData(VideoCodec.Hevc, 28, "warpspeed", false)]
    [InlineData(VideoCodec.Hevc, 28, "6", false)]
    [InlineData(VideoCodec.Av1, 63, "13", true)]
    [InlineData(VideoCodec.Av1, 64, "6", false)]
    [InlineData(VideoCodec.Av1, 35, "14", false)]
    [InlineData(VideoCodec.Av1, 35, "-1", false)]
    [InlineData(VideoCodec.Av1, 35, "medium", false)]
    [InlineData(VideoCodec.Vp9, 32, "8", true)]
    [InlineData(VideoCodec.Vp9, 32, "9", false)]
    [InlineData((VideoCodec)9, 32, "8", false)]
    public void The_picture_must_be_in_range(VideoCodec codec, int crf, string preset, bool sound)
    {
        var order = With(Doubles.Orders.H264.Video with { Codec = codec, Crf = crf, Preset = preset });

        Assert.Equal(sound, OrderRules.Breach(order) is null);
    }

    [Theory]
    [InlineData(PieceContent.Picture, 10_000L, 12_000L, 50L, null, true)]
    [InlineData(PieceContent.Picture, 0L, null, 1L, -90, true)]
    [InlineData(PieceContent.Picture, null, 12_000L, 50L, null, false)]
    [InlineData(PieceContent.Picture, -1L, 12_000L, 50L, null, false)]
    [InlineData(PieceContent.Picture, long.MaxValue, null, 50L, null, false)]
    [InlineData(PieceContent.Picture, 10_000L, 10_000L, 50L, null, false)]
    [InlineData(PieceContent.Picture, 10_000L, long.MaxValue, 50L, null, false)]
    [InlineData(PieceContent.Picture, 10_000L, 12_000L, null, null, false)]
    [InlineData(PieceContent.Picture, 10_000L, 12_000L, 0L, null, false)]
    [InlineData(PieceContent.Picture, 10_000L, 12_000L, 50L, 45, false)]
    [InlineData(PieceContent.Tracks, null, null, null, null, true)]
    [InlineData(PieceContent.Tracks, 10_000L, null, null, null, false)]
    [InlineData(PieceContent.Tracks, null, null, 50L, null, false)]
    [InlineData(PieceContent.Tracks, null, null, null, 90, false)]
    [InlineData((PieceContent)9, 10_000L, 12_000L, 50L, null, false)]
    public void A_piece_must_be_in_range(PieceContent content, long? start, long? end, long? frames, int? rotation, bool sound)
    {
        var settings = Doubles.Orders.H264 with { Streams = [new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Copy }] };
        var piece = new PieceSettings { Content = content, Start = start, End = end, Frames = frames, Rotation = rotation };

        Assert.Equal(sound, OrderRules.Breach(Doubles.Orders.New(settings) with { Piece = piece }) is null);
    }

    [Fact]
    public void Tracks_cannot_be_ordered_where_there_are_none() =>
        Assert.NotNull(OrderRules.Breach(Doubles.Orders.New() with { Piece = new PieceSettings { Content = PieceContent.Tracks } }));

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void Threads_must_be_in_range(int threads) => Assert.NotNull(OrderRules.Breach(With(Doubles.Orders.H264.Video with { Threads = threads })));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(240, true)]
    [InlineData(241, false)]
    public void A_frame_rate_must_be_in_range(int rate, bool sound) =>
        Assert.Equal(sound, OrderRules.Breach(With(Doubles.Orders.H264.Video with { FrameRate = rate })) is null);

    [Theory]
    [InlineData(1001, 24_000, true)]
    [InlineData(0, 24_000, false)]
    [InlineData(-1, 1, false)]
    [InlineData(1, 0, false)]
    public void A_time_base_must_be_a_length(int numerator, int denominator, bool sound)
    {
        var ticks = new TimeBaseSettings { Numerator = numerator, Denominator = denominator };

        Assert.Equal(sound, OrderRules.Breach(With(Doubles.Orders.H264.Video with { TimeBase = ticks })) is null);
    }

    [Fact]
    public void What_the_result_is_to_say_of_itself_must_be_in_range()
    {
        var video = Doubles.Orders.H264.Video;
        var light = new LightSettings { MaxContent = 1000, MaxFrameAverage = 400 };

        Assert.Null(OrderRules.Breach(With(video with { Light = light, Scan = Scan.Interlaced, Shape = new ShapeSettings { Width = 2, Height = 2 } })));
        Assert.NotNull(OrderRules.Breach(With(video with { Light = light with { MaxContent = -1 } })));
        Assert.NotNull(OrderRules.Breach(With(video with { Fields = (FieldOrder)9 })));
        Assert.NotNull(OrderRules.Breach(With(video with { Scan = (Scan)9 })));
        Assert.NotNull(OrderRules.Breach(With(video with { Scan = Scan.Interlaced, Codec = VideoCodec.Hevc })));
        Assert.NotNull(OrderRules.Breach(With(video with { Shape = new ShapeSettings { Width = 0, Height = 2 } })));
        Assert.NotNull(OrderRules.Breach(With(video with { Color = new ColorSettings { Transfer = 256 } })));
    }

    [Theory]
    [InlineData("yuv420p -f null")]
    [InlineData("")]
    public void A_pixel_format_must_be_a_name(string pixels) =>
        Assert.NotNull(OrderRules.Breach(With(Doubles.Orders.H264.Video with { PixelFormat = pixels })));

    [Theory]
    [InlineData(StreamKind.Audio, StreamCodec.Aac, 128, true)]
    [InlineData(StreamKind.Audio, StreamCodec.Aac, 15, false)]
    [InlineData(StreamKind.Audio, StreamCodec.Copy, 128, false)]
    [InlineData(StreamKind.Audio, StreamCodec.SubRip, null, false)]
    [InlineData(StreamKind.Subtitle, StreamCodec.SubRip, null, true)]
    [InlineData(StreamKind.Subtitle, StreamCodec.Opus, null, false)]
    [InlineData(StreamKind.Attachment, StreamCodec.Copy, null, true)]
    [InlineData(StreamKind.Attachment, StreamCodec.Aac, null, false)]
    public void Streams_must_be_possible(StreamKind kind, StreamCodec codec, int? kilobits, bool sound)
    {
        var stream = new StreamSettings { SourceStream = 1, Kind = kind, Codec = codec, Kilobits = kilobits };
        var order = Doubles.Orders.New(Doubles.Orders.H264 with { Streams = [stream] });

        Assert.Equal(sound, OrderRules.Breach(order) is null);
    }

    [Fact]
    public void Only_a_source_may_have_a_line_break_in_its_name()
    {
        Assert.Null(OrderRules.Breach(Doubles.Orders.New() with { SourcePath = "incoming/a\nfilm.mkv" }));
        Assert.NotNull(OrderRules.Breach(Doubles.Orders.New() with { ResultFolder = "work/a\npart" }));
    }

    [Fact]
    public void A_source_without_bytes_is_refused() => Assert.NotNull(OrderRules.Breach(Doubles.Orders.New() with { SourceBytes = 0 }));

    private static TranscodeRequested With(VideoSettings video) => Doubles.Orders.New(Doubles.Orders.H264 with { Video = video });
}
