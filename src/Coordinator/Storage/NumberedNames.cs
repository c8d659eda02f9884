using System.Globalization;

namespace Transcoder.Coordinator.Storage;

/// <summary>Names for a file whose wanted name may be taken. Pure.</summary>
public static class NumberedNames
{
    private const int Most = 10_000;

    /// <summary>"a/film.mkv", "a/film (2).mkv", "a/film (3).mkv" and so on; a long name gives way to its number.</summary>
    /// <param name="path">Wanted, '/'-separated.</param>
    public static IEnumerable<string> Of(string path)
    {
        var (folder, stem, ending) = FileNames.Split(path);
        return Enumerable.Range(1, Most).Select(number => number == 1 ? path : folder + Numbered(stem, number, ending));
    }

    private static string Numbered(string stem, int number, string ending)
    {
        var rest = string.Create(CultureInfo.InvariantCulture, $" ({number}){ending}");
        return FileNames.Cut(stem, FileNames.Longest - FileNames.Bytes(rest)) + rest;
    }
}
