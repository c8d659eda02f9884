using Transcoder.Chaos.Tests.Films;
using Transcoder.FarmKit;

namespace Transcoder.Chaos.Tests.Plan;

public sealed class ChaosPlanTests
{
    private static readonly ChaosOptions ThreeMinutes = new(7, TimeSpan.FromMinutes(3));

    [Fact]
    public void The_same_seed_makes_the_same_plan_and_another_one_another()
    {
        Assert.Equal(ChaosPlan.Draw(ThreeMinutes), ChaosPlan.Draw(ThreeMinutes));
        Assert.NotEqual(ChaosPlan.Draw(ThreeMinutes), ChaosPlan.Draw(ThreeMinutes with { Seed = 8 }));
    }

    [Fact]
    public void A_shorter_run_is_the_beginning_of_a_longer_one()
    {
        var half = ChaosPlan.Draw(ThreeMinutes with { Length = ThreeMinutes.Length / 2 });

        Assert.Equal(ChaosPlan.Draw(ThreeMinutes).TakeWhile(step => step.At < ThreeMinutes.Length / 2), half);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Every_minute_sees_most_kinds_of_faults_and_three_minutes_all(int seed)
    {
        var faults = ChaosPlan.Draw(ThreeMinutes with { Seed = seed }).OfType<ChaosStep.Fault>().ToList();

        Assert.Equal(Enum.GetValues<FaultKind>(), faults.Select(fault => fault.Kind).Distinct().Order());
        Assert.InRange(faults.Where(fault => fault.At < TimeSpan.FromMinutes(1)).Select(fault => fault.Kind).Distinct().Count(), 8, 15);
        Assert.InRange(faults.Count, 25, 95);
        Assert.All(faults, fault => Assert.InRange(fault.Encoder, 0, ChaosPlan.Encoders - 1));
    }

    [Fact]
    public void Only_one_encoder_ever_has_a_wrong_ffmpeg()
    {
        var wrong = ChaosPlan.Draw(ThreeMinutes with { Length = TimeSpan.FromHours(1) }).OfType<ChaosStep.Fault>()
            .Where(fault => fault.Kind == FaultKind.FfmpegWrong).ToList();

        Assert.All(wrong, fault => Assert.Equal(ChaosPlan.SickEncoder, fault.Encoder));
        Assert.Equal(Enum.GetValues<FfmpegFault>(), wrong.Select(fault => fault.Ffmpeg).Distinct().Order());
    }

    [Fact]
    public void Films_differ_and_some_are_bad()
    {
        var films = ChaosPlan.Draw(ThreeMinutes).OfType<ChaosStep.Drop>().Select(drop => drop.Film).ToList();

        Assert.Equal(films.Count, films.Select(film => film.Source).Distinct().Count());
        Assert.Equal(Enum.GetValues<FilmKind>(), films.Select(film => film.Kind).Distinct().Order());
        Assert.InRange(films.Count(film => film.IsGood), films.Count * 3 / 4, films.Count);
        Assert.All(films, film => Assert.InRange(film.Frames, Film.FewestFrames, Film.MostFrames));
    }

    [Fact]
    public void The_environment_says_seed_and_length()
    {
        var options = ChaosOptions.Read(name => name == "CHAOS_SEED" ? "-5" : "0.5", () => throw new InvalidOperationException());

        Assert.Equal(new ChaosOptions(-5, TimeSpan.FromSeconds(30)), options);
        Assert.Equal("CHAOS_SEED=-5 CHAOS_MINUTES=0.5 program --filter-class '*.ChaosTests'", options.Command("program"));
        Assert.Equal(new ChaosOptions(42, TimeSpan.FromMinutes(3)), ChaosOptions.Read(name => name == "CHAOS_MINUTES" ? "3" : null, () => 42));
    }

    [Fact]
    public void Without_a_length_there_is_no_run()
    {
        Assert.False(ChaosOptions.AreAskedFor(name => name == "CHAOS_SEED" ? "1" : null));
        Assert.True(ChaosOptions.AreAskedFor(name => name == "CHAOS_MINUTES" ? "1" : null));
    }

    [Theory]
    [InlineData("CHAOS_SEED", "seven")]
    [InlineData("CHAOS_MINUTES", "0")]
    [InlineData("CHAOS_MINUTES", "1e9")]
    public void Nonsense_in_the_environment_is_named(string variable, string value)
    {
        var failure = Assert.Throws<ArgumentException>(() => ChaosOptions.Read(name => name == variable ? value : null, () => 1));

        Assert.Contains(variable, failure.Message, StringComparison.Ordinal);
    }
}
