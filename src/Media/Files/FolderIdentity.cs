namespace Transcoder.Media.Files;

/// <summary>The mark that tells a storage folder from an empty mount point.</summary>
public static class FolderIdentity
{
    /// <summary>The mark's name within the folder.</summary>
    public const string FileName = ".transcoder-id";

    /// <summary>Reads the mark.</summary>
    /// <returns>Null when the folder or the mark is missing, or the mark holds no identity.</returns>
    /// <exception cref="IOException">The file system did not answer.</exception>
    public static Guid? TryRead(string folder) => throw new NotSupportedException();

    /// <summary>Writes the mark of a folder that has none.</summary>
    /// <exception cref="IOException">There is a mark already, or it cannot be written.</exception>
    public static void Write(string folder, Guid id) => throw new NotSupportedException();
}
