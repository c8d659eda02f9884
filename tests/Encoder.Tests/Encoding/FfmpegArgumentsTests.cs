using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Encodes;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class FfmpegArgumentsTests
{
    internal const string AnyOfAac = "aformat=channel_layouts=mono|stereo|3.0|4.0|5.0|5.1|6.1|7.1|2.1|3.0(back)|3.1|4.1|quad|quad(side)|5.0(side)|5.1(side)"
        + "|6.0|6.0(front)|hexagonal|6.1(back)|6.1(front)|7.0|7.0(front)|7.1(wide)|7.1(wide-side)|octagonal";

    private static readonly VideoSettings Hdr10 = new()
    {
        SourceStream = 0,
        Codec = VideoCodec.Hevc,
        Crf = 24,
        Preset = "slow",
        Color = new ColorSettings { Primaries = 9, Transfer = 16, Matrix = 9, FullRange = false },
        Mastering = new MasteringSettings
        {
            RedX = 34000,
            RedY = 16000,
            GreenX = 13250,
            GreenY = 34500,
            BlueX = 7500,
            BlueY = 3000,
            WhiteX = 15635,
            WhiteY = 16450,
            MaxLuminance = 10_000_000,
            MinLuminance = 50,
        },
        Light = new LightSettings { MaxContent = 1000, MaxFrameAverage = 400 },
    };

    [Fact]
    public void H264_in_MP4_with_sound_and_text_has_its_index_in_front()
    {
        var settings = new EncodeSettings
        {
            Container = OutputContainer.Mp4,
            Video = new VideoSettings { SourceStream = 0, Codec = VideoCodec.H264, Crf = 20, Preset = "slow", PixelFormat = "yuv420p", Threads = 2 },
            Streams =
            [
                new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Aac, Kilobits = 128 },
                new StreamSettings { SourceStream = 3, Kind = StreamKind.Audio, Codec = StreamCodec.Copy },
                new StreamSettings { SourceStream = 2, Kind = StreamKind.Subtitle, Codec = StreamCodec.MovText },
            ],
        };

        var line = Line(settings);

        Assert.Equal(
            "-v error -hide_banner -nostdin -y -progress pipe:1 -nostats -threads 2 ONE-FILE -i file:/in/a.mov -map 0:0 -map 0:1 -map 0:3 -map 0:2 " +
            "-map_metadata 0 -map_chapters 0 -c:v libx264 -preset slow -crf 20 -threads 2 -pix_fmt yuv420p -fps_mode passthrough " +
            "-enc_time_base:v 1:90000 -c:1 aac -b:1 128k -filter:1 " + AnyOfAac + " -c:2 copy -c:3 mov_text -max_muxing_queue_size 9999 -movflags +faststart -f mp4 file:/out/b.part",
            line);
    }

    [Fact]
    public void Hevc_in_Matroska_keeps_x265_silent_and_takes_over_everything_else()
    {
        var settings = new EncodeSettings
        {
            Container = OutputContainer.Matroska,
            Video = new VideoSettings { SourceStream = 1, Codec = VideoCodec.Hevc, Crf = 24, Preset = "medium" },
            Streams =
            [
                new StreamSettings { SourceStream = 0, Kind = StreamKind.Audio, Codec = StreamCodec.Flac },
                new StreamSettings { SourceStream = 2, Kind = StreamKind.Subtitle, Codec = StreamCodec.SubRip },
                new StreamSettings { SourceStream = 4, Kind = StreamKind.Attachment, Codec = StreamCodec.Copy },
            ],
        };

        var line = Line(settings);

        Assert.Equal(
            "-v error -hide_banner -nostdin -y -progress pipe:1 -nostats ONE-FILE -i file:/in/a.mov -map 0:1 -map 0:0 -map 0:2 -map 0:4 " +
            "-map_metadata 0 -map_chapters 0 -c:v libx265 -preset medium -crf 24 -x265-params log-level=error -fps_mode passthrough " +
            "-enc_time_base:v 1:90000 -c:1 flac -c:2 subrip -c:3 copy -max_muxing_queue_size 9999 -f matroska file:/out/b.part",
            line);
    }

    [Fact]
    public void Hevc_threads_are_the_pools_of_x265()
    {
        var settings = new EncodeSettings
        {
            Container = OutputContainer.Matroska,
            Video = new VideoSettings { SourceStream = 0, Codec = VideoCodec.Hevc, Crf = 24, Preset = "medium", Threads = 3 },
        };

        var line = Line(settings);

        Assert.Equal(
            "-v error -hide_banner -nostdin -y -progress pipe:1 -nostats -threads 3 ONE-FILE -i file:/in/a.mov -map 0:0 -map_metadata 0 -map_chapters 0 " +
            "-c:v libx265 -preset medium -crf 24 -x265-params log-level=error:pools=3 -fps_mode passthrough -enc_time_base:v 1:90000 " +
            "-max_muxing_queue_size 9999 -f matroska file:/out/b.part",
            line);
    }

    [Fact]
    public void Av1_threads_are_the_logical_processors_of_SVT()
    {
        var settings = new EncodeSettings
        {
            Container = OutputContainer.Matroska,
            Video = new VideoSettings { SourceStream = 0, Codec = VideoCodec.Av1, Crf = 35, Preset = "6", PixelFormat = "yuv420p10le", Threads = 1 },
        };

        var line = Line(settings);

        Assert.Equal(
            "-v error -hide_banner -nostdin -y -progress pipe:1 -nostats -threads 1 ONE-FILE -i file:/in/a.mov -map 0:0 -map_metadata 0 -map_chapters 0 " +
            "-c:v libsvtav1 -preset 6 -crf 35 -svtav1-params lp=1 -pix_fmt yuv420p10le -fps_mode passthrough -enc_time_base:v 1:90000 " +
            "-max_muxing_queue_size 9999 -f matroska file:/out/b.part",
            line);
        Assert.Equal("1", FfmpegArguments.Environment["SVT_LOG"]);
    }

    [Fact]
    public void Vp9_in_WebM_takes_Opus_in_layouts_that_it_knows()
    {
        var settings = new EncodeSettings
        {
            Container = OutputContainer.WebM,
            Video = new VideoSettings { SourceStream = 0, Codec = VideoCodec.Vp9, Crf = 32, Preset = "4", Threads = 2 },
            Streams =
            [
                new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Opus, Kilobits = 96 },
                new StreamSettings { SourceStream = 2, Kind = StreamKind.Subtitle, Codec = StreamCodec.WebVtt },
            ],
        };

        var line = Line(settings);

        Assert.Equal(
            "-v error -hide_banner -nostdin -y -progress pipe:1 -nostats -threads 2 ONE-FILE -i file:/in/a.mov -map 0:0 -map 0:1 -map 0:2 -map_metadata 0 " +
            "-map_chapters 0 -c:v libvpx-vp9 -crf 32 -b:v 0 -deadline good -cpu-used 4 -row-mt 1 -threads 2 -fps_mode passthrough " +
            "-enc_time_base:v 1:90000 -c:1 libopus -b:1 96k -filter:1 aformat=sample_rates=48000:channel_layouts=7.1|6.1|5.1|5.0|quad|3.0|stereo|mono -c:2 webvtt " +
            "-max_muxing_queue_size 9999 -f webm file:/out/b.part",
            line);
    }

    [Fact]
    public void Hdr10_is_told_to_x265_and_its_colours_to_ffmpeg()
    {
        var settings = new EncodeSettings { Container = OutputContainer.Matroska, Video = Hdr10 with { Codec = VideoCodec.Hevc, Preset = "slow" } };

        var line = Line(settings);

        Assert.Contains(
            " -c:v libx265 -preset slow -crf 24 -x265-params log-level=error:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)" +
            "L(10000000,50):max-cll=1000,400 -color_primaries:v 9 -color_trc:v 16 -colorspace:v 9 -color_range:v tv -fps_mode passthrough ",
            line,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VideoCodec.Av1, "6", " -svtav1-params lp=1:fps-num=30:fps-denom=1 ")]
    [InlineData(VideoCodec.Hevc, "fast", " -x265-params log-level=error:pools=1:fps=30 ")]
    public void Encoders_are_told_the_frame_rate_that_the_order_says(VideoCodec codec, string preset, string part)
    {
        var video = new VideoSettings { SourceStream = 0, Codec = codec, Crf = 35, Preset = preset, Threads = 1, FrameRate = 30 };

        Assert.Contains(part, Line(new EncodeSettings { Container = OutputContainer.Matroska, Video = video }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Times_are_counted_as_the_order_says(bool framesOnly)
    {
        var film = Doubles.Orders.H264.Video with { FramesOnly = framesOnly, TimeBase = new TimeBaseSettings { Numerator = 1001, Denominator = 24_000 } };

        Assert.Contains(" -fps_mode passthrough -enc_time_base:v 1001:24000 ", Line(Doubles.Orders.H264 with { Video = film }), StringComparison.Ordinal);
    }

    [Fact]
    public void Hdr10_is_told_to_SVT_in_whole_units()
    {
        var settings = new EncodeSettings { Container = OutputContainer.Matroska, Video = Hdr10 with { Codec = VideoCodec.Av1, Preset = "6", Threads = 2 } };

        var line = Line(settings);

        Assert.Contains(
            " -svtav1-params lp=2:mastering-display=G(0.265,0.69)B(0.15,0.06)R(0.68,0.32)WP(0.3127,0.329)L(1000,0.005):content-light=1000,400 ",
            line,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_are_encoded_as_fields_where_the_order_says_so()
    {
        var settings = Doubles.Orders.H264 with { Video = Doubles.Orders.H264.Video with { Scan = Scan.Interlaced } };

        Assert.Contains(" -flags:v +ildct+ilme -fps_mode passthrough ", Line(settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, " -c:1 copy -max_muxing")]
    [InlineData(Dispositions.None, " -c:1 copy -disposition:1 0 -max_muxing")]
    [InlineData(Dispositions.Default | Dispositions.HearingImpaired, " -c:1 copy -disposition:1 default+hearing_impaired -max_muxing")]
    public void Marks_are_said_even_where_there_is_none(Dispositions? marks, string part)
    {
        var stream = new StreamSettings { SourceStream = 1, Kind = StreamKind.Subtitle, Codec = StreamCodec.Copy, Dispositions = marks };

        Assert.Contains(part, Line(Doubles.Orders.H264 with { Streams = [stream] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_alone_come_from_a_graph_that_belongs_to_no_stream()
    {
        var settings = Doubles.Orders.H264 with
        {
            Video = Doubles.Orders.H264.Video with { FramesOnly = true, PadWidth = true },
            Streams = [new StreamSettings { SourceStream = 2, Kind = StreamKind.Audio, Codec = StreamCodec.Copy }],
        };

        Assert.Equal(
            "-v error -hide_banner -nostdin -y -progress pipe:1 -nostats ONE-FILE -i file:/in/a.mov " +
            "-filter_complex [0:0]nullsink;[0:0]pad=w=ceil(iw/2)*2:h=ih[picture] -map [picture] -map 0:2 -map_metadata 0 " +
            "-map_metadata:s:0 0:s:0 -map_metadata:s:1 0:s:2 -map_chapters 0 -c:v libx264 -preset ultrafast -crf 28 -fps_mode passthrough " +
            "-enc_time_base:v 1:90000 -c:1 copy -max_muxing_queue_size 9999 -movflags +faststart -f mp4 file:/out/b.part",
            Line(settings));
    }

    [Fact]
    public void What_changes_the_picture_is_one_chain_of_filters()
    {
        var settings = Doubles.Orders.H264 with { Video = Doubles.Orders.H264.Video with { Scan = Scan.Deinterlaced, PadHeight = true } };

        Assert.Contains(
            " -filter:v bwdif=mode=send_frame:parity=auto:deint=all,pad=w=iw:h=ceil(ih/2)*2 -fps_mode passthrough ", Line(settings), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_with_spaces_stay_one_argument()
    {
        var arguments = FfmpegArguments.For(Doubles.Orders.H264, "/in/a b.mov", "/out/-c d.part");

        Assert.Contains("file:/in/a b.mov", arguments);
        Assert.Equal("file:/out/-c d.part", arguments[^1]);
    }

    private static string Line(EncodeSettings settings) =>
        string.Join(' ', FfmpegArguments.For(settings, "/in/a.mov", "/out/b.part"))
            .Replace(string.Join(' ', InputGuard.OneFile), "ONE-FILE", StringComparison.Ordinal);
}
