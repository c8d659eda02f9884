using Transcoder.Contracts;
using Transcoder.Coordinator.Completion;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Tests.Completion;

public sealed class TrackCheckTests
{
    private static readonly StreamSettings Ordered = new()
    {
        SourceStream = 1,
        Kind = StreamKind.Audio,
        Codec = StreamCodec.Copy,
        Dispositions = Dispositions.Comment,
        Language = "ger",
        Channels = 2,
    };

    private static readonly MediaStream Good = new()
    {
        Index = 1,
        Kind = MediaStreamKind.Audio,
        Language = "ger",
        Channels = 2,
        Dispositions = ["comment"],
    };

    public static TheoryData<string, MediaStream> Wrong => new()
    {
        { "language", Good with { Language = null } },
        { "channels", Good with { Channels = 6 } },
        { "mark lost", Good with { Dispositions = [] } },
        { "mark too many", Good with { Dispositions = ["comment", "default"] } },
    };

    [Fact]
    public void A_track_as_ordered_has_no_problem() => Assert.Empty(TrackCheck.Problems(Ordered, Good, OutputContainer.Matroska));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_difference_is_one_problem(string what, MediaStream found)
    {
        Assert.NotEmpty(what);
        Assert.Single(TrackCheck.Problems(Ordered, found, OutputContainer.Matroska));
    }

    [Fact]
    public void Mp4_may_make_a_track_the_default() =>
        Assert.Empty(TrackCheck.Problems(Ordered, Good with { Dispositions = ["comment", "default"] }, OutputContainer.Mp4));

    [Theory]
    [InlineData(Dispositions.Comment | Dispositions.Default, "comment")]
    [InlineData(Dispositions.Comment, "comment", "forced")]
    public void Mp4_may_do_nothing_else_to_marks(Dispositions ordered, params string[] found) =>
        Assert.Single(TrackCheck.Problems(Ordered with { Dispositions = ordered }, Good with { Dispositions = found }, OutputContainer.Mp4));

    [Fact]
    public void What_was_not_ordered_is_not_looked_at()
    {
        var plain = new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Copy };

        Assert.Empty(TrackCheck.Problems(plain, Good, OutputContainer.Matroska));
    }
}
