using Transcoder.Contracts;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Planning;

/// <summary>The names that results get. Pure.</summary>
public static class OutputNames
{
    // " (10000)": so that a name can be numbered without getting too long.
    private const int RoomForNumber = 8;

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
        var room = FileNames.Longest - RoomForNumber - FileNames.Bytes(extension);
        return path[..cut] + FileNames.Cut(stem.Length == 0 ? name : stem, room) + extension;
    }
}
