using Transcoder.Media.Similarity;

namespace Transcoder.Media.Tests.Similarity;

public sealed class WaveformRuleTests
{
    private const int Second = SoundTrace.SampleRate;
    private const int Length = 20 * Second;

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(-1.5)]
    public void A_shift_of_a_codec_or_a_container_passes(double late) => Assert.Null(Judge(Noise(), late));

    [Theory]
    [InlineData(1.625, "is 1.6 ms late at 0 s")]
    [InlineData(-1.625, "is 1.6 ms early at 0 s")]
    [InlineData(5, "is 5 ms late at 0 s")]
    [InlineData(-20, "is 20 ms early at 0 s")]
    [InlineData(99, "is 99 ms late at 0 s")]
    public void A_shift_against_the_picture_is_found(double late, string said) => Assert.Equal(said, Judge(Noise(), late));

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void What_an_encoder_adds_hides_no_shift_and_makes_none(double noise)
    {
        var random = new Random(2);
        var poor = Noise().Select(sample => (short)((0.5 * sample) + (noise * random.Next(-5000, 5000)))).ToArray();

        Assert.Equal("is 5 ms late at 0 s", WaveformRule.Judge(Excerpts(poor, 5), Excerpts(Noise())));
        Assert.Null(WaveformRule.Judge(Excerpts(poor), Excerpts(Noise())));
    }

    [Theory]
    [InlineData(440)]
    [InlineData(50)]
    public void A_tone_says_nothing(double hertz)
    {
        var tone = Enumerable.Range(0, Length).Select(at => (short)(9000 * Math.Sin(Math.Tau * hertz * at / Second))).ToArray();

        Assert.Null(Judge(tone, 5));
    }

    [Theory]
    [InlineData(160, true)]
    [InlineData(2400, false)]
    public void Clicks_tell_where_they_are_unless_the_next_one_is_near(int apart, bool good)
    {
        var clicks = Enumerable.Range(0, Length).Select(at => (short)(at % apart < 5 ? 9000 : 0)).ToArray();

        Assert.Equal(good, Judge(clicks, 20) is null);
        Assert.Null(Judge(clicks, 0));
    }

    [Fact]
    public void Silence_and_other_sound_say_nothing()
    {
        Assert.Null(Judge(new short[Length], 5));
        Assert.Null(WaveformRule.Judge(Excerpts(new short[Length]), Excerpts(Noise())));
        Assert.Null(WaveformRule.Judge(Excerpts(Noise(seed: 2)), Excerpts(Noise())));
        Assert.Null(WaveformRule.Judge(new SoundExcerpts(), Excerpts(Noise())));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Three_excerpts_are_enough(int excerpts, bool good) => Assert.Equal(good, Judge(Noise()[..((2 * excerpts * Second) - Second)], 5) is null);

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void The_most_of_five_excerpts_count(int wrong, bool good)
    {
        var sound = Noise();
        var (from, to) = (8 * Second, (7 + (2 * wrong)) * Second);
        short[] result = [.. sound[..from], .. sound[(from - 40)..(to - 40)], .. sound[to..]];

        Assert.Equal(good, WaveformRule.Judge(Excerpts(result), Excerpts(sound)) is null);
    }

    [Fact]
    public void A_shift_that_sets_in_later_is_found_and_its_time_named()
    {
        var sound = Noise();

        Assert.Equal("is 5 ms late at 12 s", WaveformRule.Judge(Excerpts([.. sound[..(12 * Second)], .. sound[((12 * Second) - 40)..]]), Excerpts(sound)));
    }

    private static string? Judge(short[] sound, double late) => WaveformRule.Judge(Excerpts(sound, late), Excerpts(sound));

    private static SoundExcerpts Excerpts(short[] sound, double late = 0)
    {
        var excerpts = new SoundExcerpts();
        excerpts.Add((int)(late * Second / 1000), 1, sound);
        return excerpts;
    }

    private static short[] Noise(int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Length).Select(_ => (short)random.Next(-9000, 9000))];
    }
}
