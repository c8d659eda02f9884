using System.Runtime.InteropServices;

namespace Transcoder.Media.Files;

/// <summary>Questions about folders that .NET does not answer.</summary>
public static class Folders
{
    /// <summary>The number of the file system that holds an existing path; it may change with a reboot. Links are followed.</summary>
    /// <exception cref="IOException">Nothing has that name, or the file system did not answer.</exception>
    public static ulong Device(string path) => FileStatus.Read(path, followLink: true).Device;

    /// <summary>Whether two existing paths are on one file system.</summary>
    /// <exception cref="IOException">As for <see cref="Device"/>.</exception>
    public static bool SameDevice(string first, string second) => Device(first) == Device(second);

    /// <summary>Makes names made, changed or removed in a folder durable. Twice is harmless.</summary>
    /// <exception cref="IOException">The folder is missing, or its disk failed.</exception>
    public static void Sync(string folder)
    {
        using var handle = Native.Open(folder, Native.OpenReadOnly);
        if (handle.IsInvalid)
        {
            throw Native.Failure("Cannot open the folder", folder);
        }

        // Some network file systems answer EINVAL for folders: they keep names durable in their own way, or not at all.
        if (Native.Sync(handle) != 0 && Marshal.GetLastPInvokeError() != Native.Invalid)
        {
            throw Native.Failure("Cannot sync the folder", folder);
        }
    }

    /// <summary>Bytes that an ordinary user may still write to the file system of an existing path.</summary>
    /// <exception cref="IOException">Nothing has that name, or the file system did not answer.</exception>
    public static long FreeBytes(string path) => new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace;

    /// <summary>Whether this process can make files in a folder now; false when it is missing or mounted read-only.</summary>
    public static bool IsWritable(string path) => Directory.Exists(path) && Native.Access(path, Native.WriteAndSearch) == 0;
}
