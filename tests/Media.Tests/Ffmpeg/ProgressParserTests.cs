using Transcoder.Media.Ffmpeg;

namespace Transcoder.Media.Tests.Ffmpeg;

public sealed class ProgressParserTests
{
    [Fact]
    public void A_block_is_one_report()
    {
        var reports = Feed("""
            frame=12
            fps=0.00
            stream_0_0_q=-0.0
            bitrate=N/A
            total_size=567
            out_time_us=480000
            out_time_ms=480000
            out_time=00:00:00.480000
            dup_frames=0
            drop_frames=0
            speed=1.5x
            progress=continue
            frame=25
            out_time_us=1000000
            speed= 134x
            progress=end
            """);

        Assert.Equal(
            [
                new EncodeProgress(12, TimeSpan.FromMilliseconds(480), 1.5, Ended: false, 567),
                new EncodeProgress(25, TimeSpan.FromSeconds(1), 134, Ended: true, 567),
            ],
            reports);
    }

    [Fact]
    public void What_is_not_known_yet_is_zero_and_what_was_known_stands()
    {
        var reports = Feed("""
            frame=0
            out_time_us=-32000
            speed=N/A
            progress=continue
            frame=5
            out_time_us=200000
            speed=2x
            progress=continue
            out_time_us=N/A
            speed=N/A
            progress=continue
            """);

        Assert.Equal(
            [
                default,
                new EncodeProgress(5, TimeSpan.FromMilliseconds(200), 2, Ended: false),
                new EncodeProgress(5, TimeSpan.FromMilliseconds(200), 2, Ended: false),
            ],
            reports);
    }

    [Fact]
    public void Lines_of_other_kinds_are_passed_over()
    {
        Assert.Empty(Feed("""

            nonsense
            =
            frame
            """));
    }

    private static List<EncodeProgress> Feed(string text)
    {
        var parser = new ProgressParser();
        return [.. text.Split('\n').Select(parser.Feed).OfType<EncodeProgress>()];
    }
}
