using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encodes;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class PieceArgumentsTests
{
    private const string Beginning = "-v error -hide_banner -nostdin -y -progress pipe:1 -nostats ";

    private static readonly PieceSettings Picture = new() { Content = PieceContent.Picture, Start = 10_000, End = 40_040, Frames = 720 };

    private static readonly EncodeSettings Film = Doubles.Orders.H264 with
    {
        Video = Doubles.Orders.H264.Video with { SourceStream = 3 },
        Streams =
        [
            new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Aac, Kilobits = 128 },
            new StreamSettings { SourceStream = 2, Kind = StreamKind.Subtitle, Codec = StreamCodec.MovText, Dispositions = Dispositions.Forced },
        ],
        Chapters = 3,
    };

    [Fact]
    public void The_picture_of_a_piece_is_all_that_its_cut_holds() => Assert.Equal(
        Beginning + "-v repeat+error -copyts -noautorotate -itsoffset -10.000 ONE-FILE -i file:/in/cut.mkv -map 0:0 -map_metadata -1 -map_chapters -1 " +
        "-c:v libx264 -preset ultrafast -crf 28 -x264-params stitchable=1 -filter:v settb=1/1000,trim=start_pts=0:end_pts=30040 " +
        "-fps_mode passthrough -enc_time_base:v 1:90000 -max_muxing_queue_size 9999 -f matroska file:/out/b.part",
        Line(Film, Picture));

    [Fact]
    public void Pieces_of_HEVC_bring_their_headers_along() => Assert.Contains(
        " -x265-params log-level=error:pools=2:repeat-headers=1:info=0 ",
        Line(Film with { Video = Film.Video with { Codec = VideoCodec.Hevc, Threads = 2 } }, Picture),
        StringComparison.Ordinal);

    [Fact]
    public void Frames_alone_are_trimmed_in_their_graph() => Assert.Contains(
        " -filter_complex [0:0]nullsink;[0:0]settb=1/1000,trim=start_pts=0:end_pts=30040[picture] -map [picture] ",
        Line(Film with { Video = Film.Video with { FramesOnly = true } }, Picture),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(OutputContainer.Mp4, "0", "-movflags +faststart -f mp4")]
    [InlineData(OutputContainer.Matroska, "10", "-f matroska")]
    [InlineData(OutputContainer.WebM, "10", "-f webm")]
    public void Tracks_come_without_the_picture_and_late_where_nothing_may_be_before_zero(OutputContainer container, string offset, string output) => Assert.Equal(
        Beginning + "-v repeat+error ONE-FILE -i file:/in/cut.mkv -map 0:1 -map 0:2 -map_metadata 0 -map_chapters 0 -c:0 aac -b:0 128k -filter:0 " + FfmpegArgumentsTests.AnyOfAac + " " +
        $"-c:1 mov_text -disposition:1 forced -output_ts_offset {offset} -max_muxing_queue_size 9999 {output} file:/out/b.part -map 0:3 -c copy -frames:v 0 -f null -",
        Line(Film with { Container = container }, new PieceSettings { Content = PieceContent.Tracks }));

    [Fact]
    public void Without_a_piece_the_film_is_whole() =>
        Assert.Equal(FfmpegArguments.For(Film, "/in/cut.mkv", "/out/b.part"), FfmpegArguments.For(Film, piece: null, "/in/cut.mkv", "/out/b.part", []));

    private static string Line(EncodeSettings settings, PieceSettings piece) =>
        string.Join(' ', FfmpegArguments.For(PieceOrder.OfSource(settings, piece), piece, "/in/cut.mkv", "/out/b.part", []))
            .Replace(string.Join(' ', InputGuard.OneFile), "ONE-FILE", StringComparison.Ordinal);
}
