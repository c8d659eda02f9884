namespace Transcoder.Coordinator.Planning;

/// <summary>What ffmpeg can read, whatever it is called, and what is no film nevertheless. Pure.</summary>
internal static class FormatRule
{
    /// <param name="formats">ffmpeg's names of the file's format.</param>
    /// <returns>One sentence; null for what may be a film.</returns>
    public static string? Refusal(IReadOnlyList<string> formats) => formats.Select(Refusal).FirstOrDefault(refusal => refusal is not null);

    private static string? Refusal(string format) => format switch
    {
        "image2" or "image2pipe" => Picture,
        _ when format.EndsWith("_pipe", StringComparison.Ordinal) => Picture,
        _ => null,
    };

    private const string Picture = "The file is a single picture, not a film.";
}
