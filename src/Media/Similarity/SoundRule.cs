using System.Globalization;

namespace Transcoder.Media.Similarity;

/// <summary>Tells whether each track of a film sounds as its source's does, and when. Pure.</summary>
internal static class SoundRule
{
    /// <returns>Null when each result sounds like its source, else one sentence on the first that does not.</returns>
    public static string? Judge(IReadOnlyList<SoundTrace> results, IReadOnlyList<SoundTrace> sources) => results.Zip(sources)
        .Select((pair, index) => (LoudnessRule.Judge(pair.First, pair.Second) ?? WaveformRule.Judge(pair.First.Excerpts, pair.Second.Excerpts)) is { } found
            ? string.Create(CultureInfo.InvariantCulture, $"sound track {index + 1} {found}") : null)
        .FirstOrDefault(found => found is not null);
}
