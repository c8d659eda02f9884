using System.Text;

namespace Transcoder.Media.Files;

/// <summary>The mark that tells a storage folder from an empty mount point.</summary>
public static class FolderIdentity
{
    /// <summary>The mark's name within the folder.</summary>
    public const string FileName = ".transcoder-id";

    private const int LongestMark = 100;

    /// <summary>Reads the mark; asked before every rename and deletion in the folder.</summary>
    /// <returns>Null when the folder or the mark is missing, or the mark holds no identity.</returns>
    /// <exception cref="IOException">The file system did not answer.</exception>
    public static Guid? TryRead(string folder)
    {
        var content = new byte[LongestMark];
        try
        {
            using var handle = File.OpenHandle(Path.Combine(folder, FileName), share: FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.Read(handle, content, fileOffset: 0);
            return Guid.TryParse(Encoding.UTF8.GetString(content, 0, length).Trim(), out var id) ? id : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    /// <summary>Writes the mark of an existing folder that has none. It is on the disk when this returns.</summary>
    /// <exception cref="IOException">There is a mark already, the folder is missing, or it cannot be written.</exception>
    public static void Write(string folder, Guid id)
    {
        var path = Path.Combine(folder, FileName);
        if (AtomicFile.Publish(AtomicFile.WriteBeside(path, Encoding.UTF8.GetBytes($"{id:D}\n")), path) != PublishOutcome.Published)
        {
            Native.Unlink(Path.Combine(folder, $".{FileName}.tmp"));
            throw new IOException($"'{path}' exists.", Native.Exists);
        }
    }
}
