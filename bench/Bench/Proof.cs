using Transcoder.Media.Processes;

namespace Transcoder.Bench;

/// <summary>A figure of something that failed is none.</summary>
internal static class Proof
{
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static void Demand(ToolResult result, string program) =>
        Demand(result.Succeeded, $"{program} ended with {result.ExitCode}: {string.Join(" / ", result.ErrorTail)}");

    /// <exception cref="InvalidOperationException">It does not hold.</exception>
    public static void Demand(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new InvalidOperationException(sentence);
        }
    }
}
