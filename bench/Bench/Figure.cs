using System.Globalization;

namespace Transcoder.Bench;

/// <summary>One measured number and what it should be.</summary>
/// <param name="Name">Two or three words with dots between them.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Target">At most, or <see cref="AtLeast"/>; null is for information.</param>
/// <param name="Unit">"x" for ratios.</param>
/// <param name="Detail">The single values behind it.</param>
internal sealed record Figure(string Name, double Value, double? Target, string Unit, string Detail)
{
    /// <summary>The target is the least, not the most.</summary>
    public bool AtLeast { get; init; }

    public bool Met => Target is null || (AtLeast ? Value >= Target : Value <= Target);

    /// <summary>Of the medians of two sides' seconds.</summary>
    public static Figure Ratio(string name, IReadOnlyList<double> farm, IReadOnlyList<double> peer, double target) => new(
        name, Median(farm) / Median(peer), target, "x", $"farm {Texts(farm)} s, peer {Texts(peer)} s");

    /// <summary>One line.</summary>
    public override string ToString()
    {
        var verdict = Target is null ? "info" : Met ? "met" : "NOT MET";
        var target = Target is { } bound ? $"{(AtLeast ? ">=" : "<=")} {Text(bound)} {Unit}" : "-";
        return $"{Name,-28} {Text(Value) + " " + Unit,-12} {target,-12} {verdict,-8} {Detail}";
    }

    public static string Text(double value) => value.ToString(Math.Abs(value) < 10 ? "0.###" : "0.#", CultureInfo.InvariantCulture);

    public static string Texts(IEnumerable<double> values) => string.Join(' ', values.Select(Text));

    /// <summary>The middle one; of an even number the mean of both in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
