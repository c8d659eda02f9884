namespace Transcoder.Cli.Encoding;

/// <summary>What is wrong with an input before anybody reads it.</summary>
internal static class EncodeInput
{
    /// <returns>One sentence; null when there is a file to read.</returns>
    public static string? Problem(string input) =>
        Directory.Exists(input) ? $"{input} is a folder."
        : File.Exists(input) ? null : $"There is no file {input}.";

    /// <param name="output">Absolute path.</param>
    /// <returns>One sentence; null when nothing has that name.</returns>
    public static string? Taken(string output) => Path.Exists(output) ? $"{output} exists already and is not overwritten." : null;
}
