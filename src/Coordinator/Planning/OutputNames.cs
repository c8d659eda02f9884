using System.Text;
using Transcoder.Contracts;

namespace Transcoder.Coordinator.Planning;

/// <summary>The names that results get. Pure.</summary>
public static class OutputNames
{
    private const int LongestName = 255;

    // " (9999)": so that a name can be numbered without getting too long.
    private const int RoomForNumber = 7;

    /// <summary>The best name below <c>completed/</c>: what was asked for, else the source's folder and name with the container's ending.</summary>
    /// <param name="belowIncoming">Path of the source, '/'-separated.</param>
    /// <param name="requested">Below <c>completed/</c>; null leaves the choice here.</param>
    /// <param name="container">Chooses the ending.</param>
    /// <returns>'/'-separated; its last segment is short enough to be numbered.</returns>
    public static string Wanted(string belowIncoming, string? requested, OutputContainer container)
    {
        var path = requested ?? belowIncoming;
        var cut = path.LastIndexOf('/') + 1;
        var name = path[cut..];
        var extension = requested is null ? WorkNames.Extension(container) : Path.GetExtension(name);
        var stem = Path.GetFileNameWithoutExtension(name);
        var room = LongestName - RoomForNumber - Encoding.UTF8.GetByteCount(extension);
        return path[..cut] + Shorten(stem.Length == 0 ? name : stem, room) + extension;
    }

    /// <summary>As many whole characters as fit.</summary>
    private static string Shorten(string text, int bytes)
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
}
