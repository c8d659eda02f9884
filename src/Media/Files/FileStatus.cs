using System.Runtime.InteropServices;

namespace Transcoder.Media.Files;

/// <summary>The kernel's struct statx, which unlike struct stat is the same on every processor.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const uint BasicMask = 0x7ff; // STATX_BASIC_STATS
    private const int KindMask = 0xf000; // S_IFMT
    private const int RegularKind = 0x8000; // S_IFREG

    [FieldOffset(0x1c)]
    public ushort Mode;

    [FieldOffset(0x20)]
    public ulong Inode;

    [FieldOffset(0x28)]
    public ulong Size;

    [FieldOffset(0x70)]
    public long ModifiedSeconds;

    [FieldOffset(0x78)]
    public uint ModifiedNanoseconds;

    [FieldOffset(0x88)]
    public uint DeviceMajor;

    [FieldOffset(0x8c)]
    public uint DeviceMinor;

    public readonly bool IsRegular => (Mode & KindMask) == RegularKind;

    public readonly ulong Device => ((ulong)DeviceMajor << 32) | DeviceMinor;

    /// <returns>Null when nothing has that name.</returns>
    /// <exception cref="IOException">The file system did not answer.</exception>
    public static FileStatus? TryRead(string path, bool followLink)
    {
        if (Native.Stat(Native.CurrentDirectory, path, followLink ? 0 : Native.NoFollow, BasicMask, out var status) == 0)
        {
            return status;
        }

        return Marshal.GetLastPInvokeError() is Native.NotFound or Native.NotADirectory ? null : throw Native.Failure("Cannot look at", path);
    }

    /// <exception cref="IOException">Nothing has that name, or the file system did not answer.</exception>
    public static FileStatus Read(string path, bool followLink) =>
        TryRead(path, followLink) ?? throw new FileNotFoundException($"'{path}' does not exist.", path);
}
