using System.Text;

namespace Transcoder.Coordinator.Storage;

/// <summary>What file systems take as a name. Pure.</summary>
public static class FileNames
{
    /// <summary>Bytes of UTF-8 in one segment of a path.</summary>
    public const int Longest = 255;

    // Longer ones are no endings that anybody chose.
    private const int LongestEnding = 32;

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>The beginning of a text: as many whole characters as fit into so many bytes of UTF-8.</summary>
    public static string Cut(string text, int bytes)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>Takes a path apart.</summary>
    /// <param name="path">'/'-separated.</param>
    /// <returns>The folder with its slash, or nothing; the name without its ending; the ending with its dot, or nothing.</returns>
    public static (string Folder, string Stem, string Ending) Split(string path)
    {
        var cut = path.LastIndexOf('/') + 1;
        var ending = Path.GetExtension(path);
        ending = Bytes(ending) > LongestEnding ? "" : ending;
        return (path[..cut], path[cut..^ending.Length], ending);
    }
}
