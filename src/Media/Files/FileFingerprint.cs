using System.Globalization;

namespace Transcoder.Media.Files;

/// <summary>What tells, without reading it, whether a file is still the one that was seen before.</summary>
/// <param name="Device">The file system's number; it may change with a reboot.</param>
/// <param name="Inode">The file's number in that file system.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedNanoseconds">Modification time since 1970 in nanoseconds; negative before.</param>
public readonly record struct FileFingerprint(ulong Device, ulong Inode, long Size, long ModifiedNanoseconds)
{
    /// <summary>"inode:size:mtime-ns": what is left of the same file after a reboot renumbered the devices.</summary>
    public string Identity => string.Create(CultureInfo.InvariantCulture, $"{Inode}:{Size}:{ModifiedNanoseconds}");

    /// <summary>Reads it from the disk.</summary>
    /// <returns>Null when nothing is there, or something that is no regular file; a symbolic link is not followed.</returns>
    /// <exception cref="IOException">The file system did not answer.</exception>
    public static FileFingerprint? TryRead(string path) =>
        FileStatus.TryRead(path, followLink: false) is { IsRegular: true } status
            ? new FileFingerprint(
                status.Device, status.Inode, (long)status.Size, (status.ModifiedSeconds * 1_000_000_000) + status.ModifiedNanoseconds)
            : null;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out FileFingerprint fingerprint)
    {
        fingerprint = default;
        if (text?.Split(':') is not [var device, var inode, var size, var modified]
            || !ulong.TryParse(device, NumberStyles.None, CultureInfo.InvariantCulture, out var deviceNumber)
            || !ulong.TryParse(inode, NumberStyles.None, CultureInfo.InvariantCulture, out var inodeNumber)
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            || !long.TryParse(modified, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var nanoseconds))
        {
            return false;
        }

        fingerprint = new FileFingerprint(deviceNumber, inodeNumber, bytes, nanoseconds);
        return true;
    }

    /// <summary>"device:inode:size:mtime-ns", for the database.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Device}:{Identity}");
}
