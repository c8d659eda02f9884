using Transcoder.Media.Files;

namespace Transcoder.Cli.Encoding;

/// <summary>The file that an input means, and whether it can be read.</summary>
internal static class InputFile
{
    /// <summary>A link stands for the file behind it; the storage itself follows none.</summary>
    /// <returns>An absolute path.</returns>
    public static string Behind(string input)
    {
        var path = Path.GetFullPath(input);
        try
        {
            return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        }
        catch (IOException)
        {
            // Links in a circle.
            return path;
        }
    }

    /// <param name="input">As it was typed.</param>
    /// <param name="source">The file behind it.</param>
    /// <returns>One sentence why not; null when it is.</returns>
    public static string? Refusal(string input, string source)
    {
        if (Directory.Exists(source))
        {
            return $"{input} is a folder.";
        }

        // Before it is opened: a pipe would wait for somebody to write into it.
        if (FileFingerprint.TryRead(source) is null)
        {
            return Path.Exists(source) ? $"{input} is not a regular file."
                : Path.GetFullPath(input) == source ? $"There is no file {input}."
                : $"{input} is a link to {source}, which is not there.";
        }

        try
        {
            File.OpenHandle(source, share: FileShare.ReadWrite | FileShare.Delete).Dispose();
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return $"{input} may not be read by this user.";
        }
        catch (IOException exception)
        {
            return $"{input} cannot be read: {exception.Message}";
        }
    }
}
