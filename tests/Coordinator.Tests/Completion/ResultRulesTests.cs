using Transcoder.Contracts;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Tests.Completion;

public sealed class ResultRulesTests
{
    private static readonly MediaProbe Good = new()
    {
        Formats = ["mov", "mp4"],
        Streams =
        [
            new MediaStream { Index = 0, Kind = MediaStreamKind.Video, Codec = "h264" },
            new MediaStream { Index = 1, Kind = MediaStreamKind.Audio, Codec = "aac" },
        ],
    };

    [Fact]
    public void A_result_as_ordered_has_no_problem() => Assert.Empty(ResultRules.CheckStreams(JobBuilder.Settings, Good));

    [Fact]
    public void Another_container_is_a_problem() =>
        Assert.Single(ResultRules.CheckStreams(JobBuilder.Settings, Good with { Formats = ["matroska", "webm"] }));

    [Fact]
    public void Another_codec_is_a_problem() =>
        Assert.Single(ResultRules.CheckStreams(JobBuilder.Settings, Good with { Streams = [Good.Streams[0] with { Codec = "hevc" }, Good.Streams[1]] }));

    [Fact]
    public void A_missing_track_is_a_problem() =>
        Assert.Single(ResultRules.CheckStreams(JobBuilder.Settings, Good with { Streams = [Good.Streams[0]] }));

    [Fact]
    public void A_track_in_another_format_than_ordered_is_a_problem()
    {
        var settings = JobBuilder.Settings with
        {
            Streams = [new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Opus, Kilobits = 128 }],
        };

        Assert.Single(ResultRules.CheckStreams(settings, Good));
    }

    [Fact]
    public void A_result_without_a_picture_has_one_problem() =>
        Assert.Equal(["The picture is absent, not h264."], ResultRules.CheckStreams(JobBuilder.Settings, Good with { Streams = [Good.Streams[1]] }));

    [Theory]
    [InlineData(StreamKind.Subtitle, MediaStreamKind.Subtitle)]
    [InlineData(StreamKind.Attachment, MediaStreamKind.Attachment)]
    public void As_many_streams_of_each_kind_as_ordered_are_there(StreamKind kind, MediaStreamKind found)
    {
        var ordered = JobBuilder.Settings with
        {
            Streams = [.. JobBuilder.Settings.Streams, new StreamSettings { SourceStream = 2, Kind = kind, Codec = StreamCodec.Copy }],
        };
        var result = Good with { Streams = [.. Good.Streams, new MediaStream { Index = 2, Kind = found, Codec = "x" }] };

        Assert.Empty(ResultRules.CheckStreams(ordered, result));
        Assert.Equal([$"0 streams of {kind}, not 1."], ResultRules.CheckStreams(ordered, Good));
        Assert.Equal([$"1 streams of {kind}, not 0."], ResultRules.CheckStreams(JobBuilder.Settings, result));
    }

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(2, 1, false)]
    [InlineData(0, 1, false)]
    [InlineData(null, 1, true)]
    public void The_number_of_chapters_must_agree(int? ordered, int found, bool good) =>
        Assert.Equal(good, ResultRules.CheckStreams(JobBuilder.Settings with { Chapters = ordered }, Good with { Chapters = found }).Count == 0);

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void The_number_of_frames_must_agree(int frames, bool good) =>
        Assert.Equal(good, ResultRules.CheckFrames(Index(0, 40, 80), Index([.. new long[] { 0, 40, 80 }.Take(frames)])) is null);

    [Theory]
    [InlineData(81, true)]
    [InlineData(82, false)]
    public void Each_frame_is_shown_at_its_time_within_what_rounding_does(long last, bool good) =>
        Assert.Equal(good, ResultRules.CheckFrames(Index(0, 40, 80), Index(0, 40, last)) is null);

    private static VideoIndex Index(params ReadOnlySpan<long> milliseconds)
    {
        var builder = new VideoIndex.Builder();
        foreach (var time in milliseconds)
        {
            builder.Add(new MediaPacket(0, time, null, false, false));
        }

        return builder.Build(new Rational(1, 1000));
    }
}
