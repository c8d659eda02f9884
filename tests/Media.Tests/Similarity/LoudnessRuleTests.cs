using Transcoder.Media.Similarity;

namespace Transcoder.Media.Tests.Similarity;

public sealed class LoudnessRuleTests
{
    private const int SampleRate = 8000;
    private const int Length = 20 * SampleRate;

    [Fact]
    public void The_same_sound_passes() => Assert.Null(LoudnessRule.Judge(Trace(), Trace()));

    [Theory]
    [InlineData(0.01)]
    [InlineData(-0.01)]
    public void A_shift_of_a_codec_passes(double seconds) => Assert.Null(LoudnessRule.Judge(Trace(late: seconds), Trace()));

    [Theory]
    [InlineData(0.06, "60 ms late")]
    [InlineData(-0.06, "60 ms early")]
    [InlineData(0.2, "200 ms late")]
    public void A_shift_against_the_picture_is_found(double seconds, string said) =>
        Assert.Contains(said, LoudnessRule.Judge(Trace(late: seconds), Trace()), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(10)]
    public void Another_loudness_is_found(double gain) =>
        Assert.Contains(" dB ", LoudnessRule.Judge(Trace(gain: gain), Trace()), StringComparison.Ordinal);

    [Fact]
    public void A_little_quieter_passes() => Assert.Null(LoudnessRule.Judge(Trace(gain: 0.7), Trace()));

    [Fact]
    public void A_track_that_ends_early_is_found_and_one_that_ends_late_is_not()
    {
        var shorter = Trace(length: Length - SampleRate);

        Assert.Contains("lasts from", LoudnessRule.Judge(shorter, Trace()), StringComparison.Ordinal);
        Assert.Null(LoudnessRule.Judge(Trace(), shorter));
    }

    [Fact]
    public void Other_sound_of_the_same_loudness_is_found() => Assert.NotNull(LoudnessRule.Judge(Trace(seed: 2), Trace()));

    [Fact]
    public void Silence_is_like_silence_and_nothing_like_nothing()
    {
        Assert.Null(LoudnessRule.Judge(Trace(gain: 0), Trace(gain: 0)));
        Assert.Null(LoudnessRule.Judge(new SoundTrace(), new SoundTrace()));
    }

    [Fact]
    public void A_track_without_its_sound_is_found() => Assert.NotNull(LoudnessRule.Judge(new SoundTrace(), Trace()));

    /// <summary>Noise whose loudness changes ten times a second, never the same way twice.</summary>
    private static SoundTrace Trace(double late = 0, double gain = 1, int length = Length, int seed = 1)
    {
        var random = new Random(seed);
        var samples = new short[length];
        var level = 0.0;
        for (var at = 0; at < samples.Length; at++)
        {
            level = at % (SampleRate / 10) == 0 ? Math.Pow(10, -2 * random.NextDouble()) : level;
            samples[at] = (short)Math.Clamp(3000 * gain * level * ((2 * random.NextDouble()) - 1), short.MinValue, short.MaxValue);
        }

        var trace = new SoundTrace();
        trace.Add(TimeSpan.FromSeconds(late), SampleRate, 1, samples);
        return trace;
    }
}
