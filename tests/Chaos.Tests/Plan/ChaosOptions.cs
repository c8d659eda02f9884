using System.Globalization;

namespace Transcoder.Chaos.Tests.Plan;

/// <summary>What one run is made of, as the environment says it.</summary>
/// <param name="Seed">Of <c>CHAOS_SEED</c>; the same seed and length make the same plan.</param>
/// <param name="Length">Of <c>CHAOS_MINUTES</c>: how long faults are inflicted and films dropped.</param>
internal sealed record ChaosOptions(int Seed, TimeSpan Length)
{
    private const double MostMinutes = 24 * 60;

    /// <param name="variable">The environment.</param>
    /// <param name="drawSeed">Asked where no seed is given.</param>
    /// <exception cref="ArgumentException">A variable is no number or out of range.</exception>
    public static ChaosOptions Read(Func<string, string?> variable, Func<int> drawSeed) => new(
        variable("CHAOS_SEED") is not { Length: > 0 } seed ? drawSeed()
            : int.TryParse(seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ArgumentException($"CHAOS_SEED is \"{seed}\", not a whole number", nameof(variable)),
        TimeSpan.FromMinutes(variable("CHAOS_MINUTES") is var text
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes)
            && minutes is > 0 and <= MostMinutes ? minutes
            : throw new ArgumentException($"CHAOS_MINUTES is \"{text}\", not a number of minutes up to {MostMinutes}", nameof(variable))));

    /// <summary>What repeats the run, typed in the repository's folder.</summary>
    public string Command(string program) => string.Create(
        CultureInfo.InvariantCulture, $"CHAOS_SEED={Seed} CHAOS_MINUTES={Length.TotalMinutes:0.###} {program} --filter-class '*.ChaosTests'");

    /// <summary>Whether the environment asks for a run.</summary>
    public static bool AreAskedFor(Func<string, string?> variable) => variable("CHAOS_MINUTES") is { Length: > 0 };
}
