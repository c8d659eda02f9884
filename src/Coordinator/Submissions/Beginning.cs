namespace Transcoder.Coordinator.Submissions;

/// <summary>What is told of texts that others made as long as they liked. Pure.</summary>
internal static class Beginning
{
    private const int MostOfPath = 200;
    private const int MostOfReason = 1000;

    public static string? OfPath(string? path) => Of(path, MostOfPath);

    public static string? OfReason(string? reason) => Of(reason, MostOfReason);

    /// <summary>Whole characters only: half of one cannot be written as JSON.</summary>
    private static string? Of(string? text, int most) =>
        text is null || text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
