using Transcoder.Contracts;
using Transcoder.Coordinator.Planning;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Tests.Planning;

public class EncodePlannerTests
{
    private static readonly MediaStream Film = new()
    {
        Index = 0,
        Kind = MediaStreamKind.Video,
        Codec = "mpeg2video",
        Width = 720,
        Height = 576,
        PixelFormat = "yuv420p",
        FrameRate = new Rational(25, 1),
        AverageFrameRate = new Rational(25, 1),
    };

    [Fact]
    public void The_picture_is_encoded_as_the_profile_says()
    {
        var profile = new Profile
        {
            Name = "x",
            VideoCodec = VideoCodec.Hevc,
            Container = OutputContainer.Matroska,
            Crf = 20,
            Preset = "slow",
            PixelFormat = "yuv420p10le",
            Threads = 3,
        };

        var plan = Plan(profile, Film);

        Assert.Equal(OutputContainer.Matroska, plan.Settings.Container);
        Assert.Equal(
            new VideoSettings
            {
                SourceStream = 0,
                Codec = VideoCodec.Hevc,
                Crf = 20,
                Preset = "slow",
                PixelFormat = "yuv420p10le",
                Threads = 3,
                Shape = new ShapeSettings { Width = 720, Height = 576 },
            },
            plan.Settings.Video);
        Assert.Equal(["The picture is converted from yuv420p to yuv420p10le, as the profile says."], plan.Notes);
    }

    [Fact]
    public void A_codec_that_the_profile_skips_stays_as_it_is()
    {
        var profile = Of(VideoCodec.Hevc) with { SkipCodecs = [VideoCodec.Hevc, VideoCodec.Av1] };

        PlanOutcome Decide(string codec) => EncodePlanner.Plan(new MediaProbe { Formats = ["matroska"], Streams = [Film with { Codec = codec }] }, profile);

        Assert.Contains("hevc already", Assert.IsType<PlanOutcome.LeftAsItIs>(Decide("hevc")).Reason, StringComparison.Ordinal);
        Assert.IsType<PlanOutcome.LeftAsItIs>(Decide("av1"));
        Assert.IsType<PlanOutcome.Planned>(Decide("vp9"));
    }

    [Fact]
    public void A_file_without_a_film_is_refused()
    {
        var cover = Film with { IsAttachedPicture = true };

        Assert.Equal("The file has no moving picture.", Refusal(Of(VideoCodec.Hevc), cover, Sound(1, "mp3")));
    }

    [Theory]
    [InlineData("png_pipe")]
    [InlineData("image2")]
    public void A_picture_is_refused_whatever_it_is_called(string format)
    {
        var outcome = EncodePlanner.Plan(Probe(Film) with { Formats = [format] }, Of(VideoCodec.Hevc));

        Assert.Contains("picture", Assert.IsType<PlanOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_film_counts_and_what_is_left_out_is_named()
    {
        var plan = Plan(
            Of(VideoCodec.Hevc),
            Film with { Codec = "mjpeg", IsAttachedPicture = true },
            Film with { Index = 1 },
            Film with { Index = 2, Codec = "h264" },
            new MediaStream { Index = 3, Kind = MediaStreamKind.Data, Codec = "bin_data" });

        Assert.Equal(1, plan.Settings.Video.SourceStream);
        Assert.Empty(plan.Settings.Streams);
        Assert.Equal(
            [
                "Stream 0 (cover picture, mjpeg) is left out.",
                "Stream 2 (video, h264) is left out: only the first picture is encoded.",
                "Stream 3 (data, bin_data) is left out.",
            ],
            plan.Notes);
    }

    [Theory]
    [InlineData(VideoCodec.Hevc, "dts", StreamCodec.Copy)]
    [InlineData(VideoCodec.Hevc, "pcm_s16le", StreamCodec.Copy)]
    [InlineData(VideoCodec.Hevc, "pcm_dvd", StreamCodec.Flac)]
    [InlineData(VideoCodec.Hevc, "s302m", StreamCodec.Flac)]
    [InlineData(VideoCodec.Hevc, "nellymoser", StreamCodec.Opus)]
    [InlineData(VideoCodec.H264, "aac", StreamCodec.Copy)]
    [InlineData(VideoCodec.H264, "mp2", StreamCodec.Aac)]
    [InlineData(VideoCodec.H264, "flac", StreamCodec.Aac)]
    [InlineData(VideoCodec.Vp9, "vorbis", StreamCodec.Copy)]
    [InlineData(VideoCodec.Vp9, "aac", StreamCodec.Opus)]
    public void Sound_is_taken_over_where_the_container_carries_it(VideoCodec codec, string sound, StreamCodec expected)
    {
        var plan = Plan(Of(codec), Film, Sound(1, sound));

        Assert.Equal(expected, Assert.Single(plan.Settings.Streams).Codec);
        Assert.Equal(expected == StreamCodec.Copy ? 0 : 1, plan.Notes.Count);
    }

    [Theory]
    [InlineData(VideoCodec.H264, 1, 48000, 80)]
    [InlineData(VideoCodec.H264, 2, 48000, 160)]
    [InlineData(VideoCodec.H264, 6, 48000, 480)]
    [InlineData(VideoCodec.H264, 2, 8000, 96)]
    [InlineData(VideoCodec.Vp9, 8, 48000, 640)]
    public void Encoded_sound_gets_bits_by_its_channels(VideoCodec codec, int channels, int hertz, int kilobits)
    {
        var plan = Plan(Of(codec), Film, Sound(1, "wmav2") with { Channels = channels, SampleRate = hertz });

        Assert.Equal(kilobits, Assert.Single(plan.Settings.Streams).Kilobits);
    }

    [Theory]
    [InlineData(VideoCodec.Vp9, 1, 512, 256)]
    [InlineData(VideoCodec.Vp9, 8, 512, 1536)]
    [InlineData(VideoCodec.H264, 8, 512, 1536)]
    [InlineData(VideoCodec.H264, 1, 16, 16)]
    public void Encoded_sound_gets_no_more_bits_than_its_codec_takes_and_no_fewer_than_it_needs(VideoCodec codec, int channels, int stereo, int kilobits)
    {
        var plan = Plan(Of(codec) with { AudioKilobits = stereo }, Film, Sound(1, "wmav2") with { Channels = channels });

        Assert.Equal(kilobits, Assert.Single(plan.Settings.Streams).Kilobits);
    }

    [Fact]
    public void A_profile_may_have_all_sound_encoded()
    {
        var plan = Plan(Of(VideoCodec.H264) with { Audio = AudioRule.Encode }, Film, Sound(1, "aac"));

        Assert.Equal(StreamCodec.Aac, Assert.Single(plan.Settings.Streams).Codec);
        Assert.Equal(["Stream 1 (sound, aac, ger) is encoded to Aac: as the profile says."], plan.Notes);
    }

    [Fact]
    public void Sound_that_the_header_does_not_explain_is_left_out()
    {
        var plan = Plan(Of(VideoCodec.Hevc), Film, Sound(1, "ac3") with { Channels = 0 });

        Assert.Empty(plan.Settings.Streams);
        Assert.Single(plan.Notes);
    }

    [Theory]
    [InlineData(VideoCodec.Hevc, "ass", StreamCodec.Copy)]
    [InlineData(VideoCodec.Hevc, "hdmv_pgs_subtitle", StreamCodec.Copy)]
    [InlineData(VideoCodec.Hevc, "mov_text", StreamCodec.SubRip)]
    [InlineData(VideoCodec.Hevc, "dvb_teletext", null)]
    [InlineData(VideoCodec.H264, "mov_text", StreamCodec.Copy)]
    [InlineData(VideoCodec.H264, "subrip", StreamCodec.MovText)]
    [InlineData(VideoCodec.H264, "dvd_subtitle", null)]
    [InlineData(VideoCodec.Vp9, "webvtt", StreamCodec.Copy)]
    [InlineData(VideoCodec.Vp9, "ass", StreamCodec.WebVtt)]
    [InlineData(VideoCodec.Vp9, "dvb_subtitle", null)]
    public void Subtitles_are_kept_as_text_or_as_they_are_or_named(VideoCodec codec, string subtitle, StreamCodec? expected)
    {
        var plan = Plan(Of(codec), Film, new MediaStream { Index = 1, Kind = MediaStreamKind.Subtitle, Codec = subtitle });

        Assert.Equal(expected, plan.Settings.Streams.SingleOrDefault()?.Codec);
        Assert.Equal(expected == StreamCodec.Copy ? 0 : 1, plan.Notes.Count);
    }

    [Theory]
    [InlineData(VideoCodec.Hevc, null, "Stream 1 (subtitle) is left out: the header does not say how to read it.")]
    [InlineData(VideoCodec.H264, "ass", "Stream 1 (subtitle, ass) is converted to MovText: MP4 cannot carry ass. Its styles are lost.")]
    [InlineData(VideoCodec.H264, "subrip", "Stream 1 (subtitle, subrip) is converted to MovText: MP4 cannot carry subrip.")]
    public void What_subtitles_lose_is_named(VideoCodec codec, string? subtitle, string note) =>
        Assert.Equal([note], Plan(Of(codec), Film, new MediaStream { Index = 1, Kind = MediaStreamKind.Subtitle, Codec = subtitle }).Notes);

    [Theory]
    [InlineData("5.1", 6, "Stream 1 (sound, aac, ger) is encoded to Opus: WebM cannot carry aac.")]
    [InlineData(null, null, "Stream 1 (sound, aac, ger) is encoded to Opus: WebM cannot carry aac.")]
    [InlineData("4.0", null, "Stream 1 (sound, aac, ger) is encoded to Opus: WebM cannot carry aac. Its channels (4.0) are mixed to a layout that Opus has.")]
    public void Channels_stay_as_they_are_or_are_named(string? layout, int? channels, string note)
    {
        var plan = Plan(Of(VideoCodec.Vp9), Film, Sound(1, "aac") with { Channels = 6, ChannelLayout = layout });

        Assert.Equal((channels, note), (Assert.Single(plan.Settings.Streams).Channels, Assert.Single(plan.Notes)));
    }

    [Theory]
    [InlineData(VideoCodec.Hevc, true, "filename", "mimetype")]
    [InlineData(VideoCodec.Hevc, false, "filename")]
    [InlineData(VideoCodec.Hevc, false, "mimetype")]
    [InlineData(VideoCodec.H264, false, "filename", "mimetype")]
    [InlineData(VideoCodec.Vp9, false, "filename", "mimetype")]
    public void Attachments_stay_where_the_container_has_them(VideoCodec codec, bool stays, params string[] told)
    {
        var tags = told.ToDictionary(name => name, _ => "x");

        var plan = Plan(Of(codec), Film, new MediaStream { Index = 1, Kind = MediaStreamKind.Attachment, Codec = "ttf", Tags = tags });

        Assert.Equal(stays ? 1 : 0, plan.Settings.Streams.Count);
        Assert.Equal(stays ? 0 : 1, plan.Notes.Count);
    }

    [Fact]
    public void Frames_are_expected_as_the_header_counts_them_or_by_duration_and_rate()
    {
        var counted = Plan(Of(VideoCodec.Hevc), Film with { FrameCount = 77, Duration = TimeSpan.FromSeconds(10) });
        var reckoned = Plan(Of(VideoCodec.Hevc), Film with { Duration = TimeSpan.FromSeconds(10) });
        var unknown = Plan(Of(VideoCodec.Hevc), Film with { FrameRate = null, AverageFrameRate = null });
        var whole = EncodePlanner.Plan(
            Probe(Film with { AverageFrameRate = null, FrameRate = new Rational(50, 1) }) with { Duration = TimeSpan.FromSeconds(10) }, Of(VideoCodec.Hevc));

        Assert.Equal(77, counted.ExpectedFrames);
        Assert.Equal(250, reckoned.ExpectedFrames);
        Assert.Null(unknown.ExpectedFrames);
        Assert.Equal(500, Assert.IsType<PlanOutcome.Planned>(whole).Plan.ExpectedFrames);
    }

    private static Profile Of(VideoCodec codec) => BuiltInProfiles.Of(codec);

    private static MediaStream Sound(int index, string codec) =>
        new() { Index = index, Kind = MediaStreamKind.Audio, Codec = codec, Channels = 2, SampleRate = 48000, Language = "ger" };

    private static MediaProbe Probe(params MediaStream[] streams) => new() { Formats = ["matroska"], Streams = streams };

    private static Coordinator.Jobs.JobPlan Plan(Profile profile, params MediaStream[] streams) =>
        Assert.IsType<PlanOutcome.Planned>(EncodePlanner.Plan(Probe(streams), profile)).Plan;

    private static string Refusal(Profile profile, params MediaStream[] streams) =>
        Assert.IsType<PlanOutcome.Refused>(EncodePlanner.Plan(Probe(streams), profile)).Reason;
}
