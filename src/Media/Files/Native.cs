using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Transcoder.Media.Files;

/// <summary>Linux calls that .NET has no method for. Each returns -1 on failure and leaves errno.</summary>
internal static partial class Native
{
    public const int CurrentDirectory = -100; // AT_FDCWD
    public const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    public const int NoReplace = 1; // RENAME_NOREPLACE
    public const int OpenReadOnly = 0x80000; // O_RDONLY | O_CLOEXEC
    public const int WriteAndSearch = 3; // W_OK | X_OK
    public const int Execute = 1; // X_OK
    public const int CpuLimit = 0; // RLIMIT_CPU, in seconds
    public const int FileSizeLimit = 1; // RLIMIT_FSIZE
    public const int DataLimit = 2; // RLIMIT_DATA
    public const int ProcessesLimit = 6; // RLIMIT_NPROC
    public const long OmitTime = (1L << 30) - 2; // UTIME_OMIT

    public const int NotFound = 2; // ENOENT
    public const int NoSuchProcess = 3; // ESRCH
    public const int Exists = 17; // EEXIST
    public const int CrossDevice = 18; // EXDEV
    public const int NotADirectory = 20; // ENOTDIR
    public const int Invalid = 22; // EINVAL
    public const int NotImplemented = 38; // ENOSYS
    public const int NotSupported = 95; // EOPNOTSUPP

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Stat(int folder, string path, int flags, uint mask, out FileStatus status);

    [LibraryImport(Library, EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport(Library, EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Link(string from, string to);

    [LibraryImport(Library, EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unlink(string path);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    [LibraryImport(Library, EntryPoint = "utimensat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetTimes(int folder, string path, in AccessAndModified times, int flags);

    [LibraryImport(Library, EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetMode(string path, uint mode);

    [LibraryImport(Library, EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint RealPath(string path, nint buffer);

    [LibraryImport(Library, EntryPoint = "free")]
    public static partial void Free(nint memory);

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport(Library, EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Exec(string program, string?[] arguments);

    [LibraryImport(Library, EntryPoint = "prlimit", SetLastError = true)]
    public static partial int GetLimit(int process, int resource, nint none, out ResourceLimit now);

    [LibraryImport(Library, EntryPoint = "prlimit", SetLastError = true)]
    public static partial int SetLimit(int process, int resource, in ResourceLimit wanted, nint none);

    /// <summary>An exception for the last failed call, with errno where .NET's own have it.</summary>
    public static IOException Failure(string what, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        var text = $"{what} '{path}': {Marshal.GetPInvokeErrorMessage(error)}";
        return error == NotFound ? new FileNotFoundException(text, path) : new IOException(text, error);
    }

    /// <summary>The two time stamps of utimensat.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct AccessAndModified
    {
        public nint AccessSeconds;
        public nint AccessNanoseconds;
        public nint ModifiedSeconds;
        public nint ModifiedNanoseconds;
    }

    /// <summary>Of prlimit; all bits set is no limit.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
