using System.Globalization;

namespace Transcoder.Coordinator.Storage;

/// <summary>Names for a file whose wanted name may be taken. Pure.</summary>
public static class NumberedNames
{
    private const int Most = 10_000;

    /// <summary>"a/film.mkv", "a/film (2).mkv", "a/film (3).mkv" and so on.</summary>
    /// <param name="path">Wanted, '/'-separated.</param>
    public static IEnumerable<string> Of(string path)
    {
        var extension = Path.GetExtension(path);
        var stem = path[..^extension.Length];
        return Enumerable.Range(1, Most).Select(number =>
            number == 1 ? path : string.Create(CultureInfo.InvariantCulture, $"{stem} ({number}){extension}"));
    }
}
