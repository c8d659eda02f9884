namespace Transcoder.Media.Files;

/// <summary>Questions about folders that .NET does not answer.</summary>
public static class Folders
{
    /// <summary>The number of the file system that holds a path.</summary>
    public static ulong Device(string path) => throw new NotSupportedException();

    /// <summary>Both on one file system.</summary>
    public static bool SameDevice(string first, string second) => Device(first) == Device(second);

    /// <summary>Makes names in a folder durable.</summary>
    public static void Sync(string folder) => throw new NotSupportedException();

    /// <summary>Bytes that an ordinary user may still write there.</summary>
    public static long FreeBytes(string path) => throw new NotSupportedException();

    /// <summary>Whether this process can make files in a folder.</summary>
    public static bool IsWritable(string path) => throw new NotSupportedException();
}
