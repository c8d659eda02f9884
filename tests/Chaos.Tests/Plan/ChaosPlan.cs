using Transcoder.Chaos.Tests.Films;
using Transcoder.FarmKit;

namespace Transcoder.Chaos.Tests.Plan;

/// <summary>Draws what happens in a run and when. Pure: seed and length decide everything.</summary>
internal static class ChaosPlan
{
    /// <summary>
    /// The only encoder whose ffmpeg is ever wrong. Its failures then never make two different encoders agree that a good film is bad.
    /// </summary>
    public const int SickEncoder = 3;

    /// <summary>The only encoder beyond a network cable.</summary>
    public const int DistantEncoder = 2;

    /// <summary>The only encoder with a disk of its own.</summary>
    public const int CrampedEncoder = 1;

    /// <summary>Encoders of the farm.</summary>
    public const int Encoders = 4;

    private static readonly TimeSpan FirstFault = TimeSpan.FromSeconds(4);

    // Every eighth film is bad.
    private static readonly FilmKind[] Films =
        [.. Enumerable.Repeat(FilmKind.Good, 21), FilmKind.Truncated, FilmKind.Garbage, FilmKind.Empty];

    private static readonly string[] Profiles = ["h264", "h264", "h264", "hevc"];

    /// <summary>Everything that happens, in order.</summary>
    public static IReadOnlyList<ChaosStep> Draw(ChaosOptions options) =>
        [.. Drops(new Random(options.Seed), options.Length).Concat<ChaosStep>(Faults(new Random(~options.Seed), options.Length)).OrderBy(step => step.At)];

    private static IEnumerable<ChaosStep.Drop> Drops(Random random, TimeSpan length)
    {
        var kinds = new ShuffledDeck<FilmKind>(random, Films);
        var profiles = new ShuffledDeck<string>(random, Profiles);
        var number = 0;
        for (var at = Seconds(random, 0, 1); at < length; at += Seconds(random, 1, 6))
        {
            yield return new ChaosStep.Drop(at, new Film
            {
                Number = ++number,
                Kind = kinds.Deal(),
                Profile = profiles.Deal(),
                Frames = random.Next(Film.FewestFrames, Film.MostFrames + 1),
            });
        }
    }

    private static IEnumerable<ChaosStep.Fault> Faults(Random random, TimeSpan length)
    {
        var kinds = new ShuffledDeck<FaultKind>(random, Enum.GetValues<FaultKind>());
        var wrongs = new ShuffledDeck<FfmpegFault>(random, Enum.GetValues<FfmpegFault>());
        for (var at = FirstFault + Seconds(random, 0, 2); at < length; at += Seconds(random, 2, 6))
        {
            var kind = kinds.Deal();
            yield return new ChaosStep.Fault(at, kind, EncoderOf(kind, random), LengthOf(kind, random), wrongs.Deal());
        }
    }

    private static int EncoderOf(FaultKind kind, Random random) => kind switch
    {
        FaultKind.FfmpegWrong => SickEncoder,
        FaultKind.LinkCut => DistantEncoder,
        FaultKind.EncoderFull => CrampedEncoder,
        _ => random.Next(Encoders),
    };

    private static TimeSpan LengthOf(FaultKind kind, Random random) => kind switch
    {
        // From a hiccup to longer than the broker's patience and the lease of the farm.
        FaultKind.EncoderFrozen => Seconds(random, 1, 40),
        FaultKind.LinkCut or FaultKind.FfmpegWrong or FaultKind.EncoderFull => Seconds(random, 5, 20),
        FaultKind.BrokerFrozen => Seconds(random, 1, 30),
        FaultKind.CoordinatorKilled => Seconds(random, 0, 5),
        FaultKind.StorageFull or FaultKind.StorageAway => Seconds(random, 1, 10),
        FaultKind.EncoderKilled or FaultKind.EncoderStopped => Seconds(random, 0, 2),
        _ => TimeSpan.Zero,
    };

    private static TimeSpan Seconds(Random random, double least, double most) =>
        TimeSpan.FromMilliseconds(Math.Round(1000 * (least + ((most - least) * random.NextDouble()))));
}
