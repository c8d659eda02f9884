using Transcoder.Media.Similarity;

namespace Transcoder.Media.Tests.Similarity;

public sealed class LoudnessRuleTests
{
    private const int SampleRate = 8000;
    private const int Length = 20 * SampleRate;
    private const double Nothing = -200;

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
    [InlineData(0, "quieter than")]
    [InlineData(0.1, "quieter than")]
    [InlineData(10, "louder than")]
    public void Another_loudness_is_found(double gain, string said) =>
        Assert.Contains($" dB {said}", LoudnessRule.Judge(Trace(gain: gain), Trace()), StringComparison.Ordinal);

    [Theory]
    [InlineData(12, true)]
    [InlineData(12.5, false)]
    [InlineData(-12, true)]
    [InlineData(-12.5, false)]
    public void A_second_may_be_louder_or_quieter_by_twelve_decibels(double decibels, bool good)
    {
        var source = Uneven(spread: 1);

        Assert.Equal(good, LoudnessRule.Judge(Levels(source.Select((level, place) => place is >= 500 and < 600 ? level + decibels : level)), Levels(source)) is null);
    }

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
    public void What_is_lost_within_half_a_second_at_the_end_is_an_encoders() =>
        Assert.Null(LoudnessRule.Judge(Trace(), Trace(length: Length + (SampleRate * 3 / 10))));

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void A_track_may_begin_half_a_second_late_where_it_begins_with_silence(int late, bool good)
    {
        var source = Uneven(spread: 10).Select((level, place) => place < 100 ? Nothing : level).ToList();

        Assert.Equal(good, LoudnessRule.Judge(Levels(source.Skip(late), late), Levels(source)) is null);
    }

    [Fact]
    public void What_is_far_below_the_rest_or_below_hearing_may_be_left_out()
    {
        var source = Uneven(spread: 10).Select((level, place) => place is >= 500 and < 800 ? level - 41 : level).ToList();

        Assert.Null(LoudnessRule.Judge(Levels(source.Select((level, place) => place is >= 500 and < 800 ? Nothing : level)), Levels(source)));
        Assert.Null(LoudnessRule.Judge(Trace(gain: 0), Trace(gain: 0.0005)));
    }

    [Fact]
    public void A_shift_that_sets_in_later_is_found() => Assert.Contains(
        "60 ms late at 10", LoudnessRule.Judge(Levels(Shifted(Uneven(spread: 10), from: 1000)), Levels(Uneven(spread: 10))), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.4, true)]
    [InlineData(1, false)]
    public void Sound_that_hardly_changes_is_not_found_to_be_shifted(double spread, bool good) =>
        Assert.Equal(good, LoudnessRule.Judge(Levels(Shifted(Uneven(spread))), Levels(Uneven(spread))) is null);

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void A_place_that_is_only_a_little_nearer_is_no_shift(double off, bool good)
    {
        var result = Shifted(Uneven(spread: 10)).Select((level, place) => level + (place % 2 == 0 ? off : -off));

        Assert.Equal(good, LoudnessRule.Judge(Levels(result), Levels(Uneven(spread: 10))) is null);
    }

    [Theory]
    [InlineData(5.5, 1, true)]
    [InlineData(6.5, 1, false)]
    [InlineData(7, 30, true)]
    public void Levels_may_be_off_by_six_decibels_or_more_where_all_other_places_are_worse(double off, double spread, bool good)
    {
        var result = Uneven(spread).Select((level, place) => level + (place % 2 == 0 ? off : -off));

        Assert.Equal(good, LoudnessRule.Judge(Levels(result), Levels(Uneven(spread))) is null);
    }

    [Fact]
    public void A_track_without_its_sound_is_found() => Assert.NotNull(LoudnessRule.Judge(new SoundTrace(), Trace()));

    /// <summary>Twenty seconds of levels in decibels, one for each place, within a spread around -25, never the same way twice.</summary>
    private static IReadOnlyList<double> Uneven(double spread)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 20 * SoundTrace.Rate).Select(_ => -25 + (spread * (random.NextDouble() - 0.5)))];
    }

    /// <summary>The same levels, 60 ms late.</summary>
    private static IEnumerable<double> Shifted(IReadOnlyList<double> levels, int from = 0) =>
        levels.Select((level, place) => place >= from + 6 ? levels[place - 6] : level);

    private static SoundTrace Levels(IEnumerable<double> decibels, int late = 0)
    {
        var trace = new SoundTrace();
        var perPlace = SampleRate / SoundTrace.Rate;
        trace.Add(
            TimeSpan.FromSeconds((double)late / SoundTrace.Rate), 1,
            [.. decibels.SelectMany(level => Enumerable.Repeat((short)Math.Round(32768 * Math.Pow(10, level / 20)), perPlace))]);
        return trace;
    }

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
        trace.Add(TimeSpan.FromSeconds(late), 1, samples);
        return trace;
    }
}
