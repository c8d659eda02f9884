using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class ExpectedStreamsTests
{
    private static readonly EncodeSettings Ordered = Doubles.Orders.H264 with
    {
        Streams =
        [
            new StreamSettings { SourceStream = 5, Kind = StreamKind.Attachment, Codec = StreamCodec.Copy },
            new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Aac },
        ],
    };

    [Fact]
    public void Attachments_may_stand_last_and_chapters_may_have_a_stream()
    {
        var probe = Probe(
            (MediaStreamKind.Video, "h264"), (MediaStreamKind.Audio, "aac"), (MediaStreamKind.Data, "bin_data"), (MediaStreamKind.Attachment, "ttf"));

        Assert.Null(ExpectedStreams.Mismatch(Ordered, probe));
    }

    [Fact]
    public void A_missing_stream_is_a_mismatch()
    {
        var probe = Probe((MediaStreamKind.Video, "h264"), (MediaStreamKind.Attachment, "ttf"));

        Assert.Equal("the result holds 2 streams where 3 were ordered", ExpectedStreams.Mismatch(Ordered, probe));
    }

    [Theory]
    [InlineData("hevc", "aac")]
    [InlineData("h264", "opus")]
    public void Another_codec_is_a_mismatch(string video, string audio)
    {
        var probe = Probe((MediaStreamKind.Video, video), (MediaStreamKind.Audio, audio), (MediaStreamKind.Attachment, "ttf"));

        Assert.NotNull(ExpectedStreams.Mismatch(Ordered, probe));
    }

    [Fact]
    public void Another_kind_is_a_mismatch_where_the_codec_is_the_sources()
    {
        var copied = Ordered with { Streams = [Ordered.Streams[0], Ordered.Streams[1] with { Codec = StreamCodec.Copy }] };
        var probe = Probe((MediaStreamKind.Video, "h264"), (MediaStreamKind.Subtitle, "subrip"), (MediaStreamKind.Attachment, "ttf"));

        Assert.Equal("stream 1 of the result is Subtitle subrip where Audio  was ordered", ExpectedStreams.Mismatch(copied, probe));
    }

    [Fact]
    public void Tracks_alone_have_no_picture()
    {
        var probe = Probe((MediaStreamKind.Audio, "aac"), (MediaStreamKind.Attachment, "ttf"));

        Assert.Null(ExpectedStreams.Mismatch(Ordered, probe, PieceContent.Tracks));
    }

    [Fact]
    public void Another_pixel_format_is_a_mismatch()
    {
        var settings = Doubles.Orders.H264 with { Video = Doubles.Orders.H264.Video with { PixelFormat = "yuv420p" } };
        var stream = new MediaStream { Index = 0, Kind = MediaStreamKind.Video, Codec = "h264", PixelFormat = "yuv444p" };

        var mismatch = ExpectedStreams.Mismatch(settings, new MediaProbe { Formats = ["mp4"], Streams = [stream] });

        Assert.Equal("the result's pixel format is yuv444p where yuv420p was ordered", mismatch);
    }

    private static MediaProbe Probe(params (MediaStreamKind Kind, string Codec)[] streams) => new()
    {
        Formats = ["matroska"],
        Streams = [.. streams.Select((stream, index) => new MediaStream { Index = index, Kind = stream.Kind, Codec = stream.Codec })],
    };
}
