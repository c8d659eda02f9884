using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;

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
}
