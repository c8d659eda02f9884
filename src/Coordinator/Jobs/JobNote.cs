namespace Transcoder.Coordinator.Jobs;

/// <summary>Writes what tools and encoders say as a note of a job. Pure.</summary>
internal static class JobNote
{
    /// <param name="words">Not empty.</param>
    /// <returns>In one line, beginning as a sentence does.</returns>
    public static string Of(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..].ReplaceLineEndings(" ")}";
}
