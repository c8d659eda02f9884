using Transcoder.Contracts;
using Transcoder.Encodes;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class VideoFiltersTests
{
    private static readonly VideoSettings Plain = Doubles.Orders.H264.Video;

    [Fact]
    public void A_picture_that_stays_as_it_is_has_no_filter() => Assert.Empty(VideoFilters.For(Plain));

    [Theory]
    [InlineData(true, true, "pad=w=ceil(iw/2)*2:h=ceil(ih/2)*2")]
    [InlineData(true, false, "pad=w=ceil(iw/2)*2:h=ih")]
    [InlineData(false, true, "pad=w=iw:h=ceil(ih/2)*2")]
    public void Odd_sides_are_padded(bool width, bool height, string filter) =>
        Assert.Equal([filter], VideoFilters.For(Plain with { PadWidth = width, PadHeight = height }));

    [Fact]
    public void Whole_frames_are_made_before_anything_is_added() => Assert.Equal(
        ["bwdif=mode=send_frame:parity=auto:deint=all", "pad=w=ceil(iw/2)*2:h=ih"],
        VideoFilters.For(Plain with { PadWidth = true, Scan = Scan.Deinterlaced }));

    [Theory]
    [InlineData(FieldOrder.TopFirst, "setfield=tff")]
    [InlineData(FieldOrder.BottomFirst, "setfield=bff")]
    [InlineData(FieldOrder.Progressive, "setfield=prog")]
    public void Frames_are_marked_as_the_order_takes_them_before_anything_looks_at_the_marks(FieldOrder fields, string filter)
    {
        Assert.Equal([filter], VideoFilters.For(Plain with { Fields = fields }));
        Assert.Equal(
            [filter, "bwdif=mode=send_frame:parity=auto:deint=all"], VideoFilters.For(Plain with { Fields = fields, Scan = Scan.Deinterlaced }));
    }

    [Fact]
    public void A_piece_is_trimmed_by_its_times_after_what_looks_at_more_than_one_frame()
    {
        var piece = new PieceSettings { Content = PieceContent.Picture, Start = 13_500, End = 17_042, Frames = 85, Rotation = -90 };
        var video = Plain with { PadWidth = true, Scan = Scan.Deinterlaced, Shape = new ShapeSettings { Width = 178, Height = 143 } };

        Assert.Equal(
            [
                "sidedata=mode=delete:type=DISPLAYMATRIX", "transpose=clock", "bwdif=mode=send_frame:parity=auto:deint=all",
                "settb=1/1000", "trim=start_pts=0:end_pts=3542",
                "pad=w=ceil(iw/2)*2:h=ih",
            ],
            VideoFilters.For(video, piece));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(0, "")]
    [InlineData(-90, "sidedata=mode=delete:type=DISPLAYMATRIX,transpose=clock,")]
    [InlineData(90, "sidedata=mode=delete:type=DISPLAYMATRIX,transpose=cclock,")]
    [InlineData(180, "sidedata=mode=delete:type=DISPLAYMATRIX,hflip,vflip,")]
    [InlineData(-180, "sidedata=mode=delete:type=DISPLAYMATRIX,hflip,vflip,")]
    public void A_piece_is_turned_as_the_whole_would_be(int? rotation, string filters)
    {
        var piece = new PieceSettings { Content = PieceContent.Picture, Start = 0, Frames = 1, Rotation = rotation };

        Assert.Equal(filters + "settb=1/1000,trim=start_pts=0", string.Join(',', VideoFilters.For(Plain, piece)));
    }
}
