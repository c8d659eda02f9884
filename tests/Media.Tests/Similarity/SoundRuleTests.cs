using Transcoder.Media.Similarity;

namespace Transcoder.Media.Tests.Similarity;

public sealed class SoundRuleTests
{
    [Fact]
    public void The_track_that_is_wrong_is_named_in_its_order()
    {
        Assert.Null(SoundRule.Judge([Noise(), Noise()], [Noise(), Noise()]));
        Assert.StartsWith("sound track 2 is ", SoundRule.Judge([Noise(), Noise(gain: 0), Noise()], [Noise(), Noise(), Noise()]), StringComparison.Ordinal);
        Assert.Equal("sound track 3 is 5 ms late at 0 s", SoundRule.Judge([Noise(), Noise(), Noise(late: 5)], [Noise(), Noise(), Noise()]));
    }

    private static SoundTrace Noise(double late = 0, double gain = 1)
    {
        var random = new Random(1);
        var trace = new SoundTrace();
        trace.Add(
            TimeSpan.FromMilliseconds(late), 1, [.. Enumerable.Range(0, 10 * SoundTrace.SampleRate).Select(_ => (short)(gain * random.Next(-9000, 9000)))]);
        return trace;
    }
}
