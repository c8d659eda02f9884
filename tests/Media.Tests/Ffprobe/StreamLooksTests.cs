using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Tests.Ffprobe;

public class StreamLooksTests
{
    [Theory]
    [InlineData(8, new[] { 12.0, 16.0 })]
    [InlineData(20, new[] { 12.5, 17.5, 22.5, 27.5 })]
    public void Looks_lie_all_over_a_film(double length, double[] times) =>
        Assert.Equal(times.Select(time => (decimal?)time).Prepend(null), StreamLooks.Spread(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(length)));

    [Theory]
    [InlineData(0.04, 2)]
    [InlineData(7200, 60)]
    [InlineData(922_337_203_685, 60)]
    public void Looks_are_few_however_long_a_film_says_it_is(double length, int looks) =>
        Assert.Equal(looks + 1, StreamLooks.Spread(TimeSpan.Zero, TimeSpan.FromSeconds(length)).Count());

    [Theory]
    [InlineData("frame|stream_index=0|width=720|height=576|sample_aspect_ratio=16:15|side_data|", 0, "720x576 16:15", null, null)]
    [InlineData("frame|stream_index=3|width=64|height=48|sample_aspect_ratio=N/A", 3, "64x48", null, null)]
    [InlineData("frame|stream_index=1|channels=6|channel_layout=5.1(side)", 1, "5.1(side)", 6, "5.1(side)")]
    [InlineData("frame|stream_index=1|channels=1|channel_layout=unknown", 1, "1 channel", 1, null)]
    public void A_frame_tells_what_its_stream_is(string line, int stream, string text, int? channels, string? layout) =>
        Assert.Equal((stream, new StreamForm(text) { Channels = channels, ChannelLayout = layout }), StreamLooks.Parse(line));

    [Theory]
    [InlineData("side_data|")]
    [InlineData("")]
    [InlineData("frame|stream_index=2")]
    [InlineData("frame|stream_index=x|width=1|height=1")]
    public void Other_lines_tell_nothing(string line) => Assert.Null(StreamLooks.Parse(line).Form);
}
