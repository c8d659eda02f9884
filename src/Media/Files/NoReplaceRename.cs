using System.Runtime.InteropServices;

namespace Transcoder.Media.Files;

/// <summary>A rename that the kernel refuses when the new name exists, so that no check can race with another writer.</summary>
internal static class NoReplaceRename
{
    /// <exception cref="IOException">Nothing was renamed.</exception>
    public static RenameOutcome TryRename(string from, string to)
    {
        if (Native.Rename(Native.CurrentDirectory, from, Native.CurrentDirectory, to, Native.NoReplace) == 0)
        {
            return RenameOutcome.Renamed;
        }

        return Marshal.GetLastPInvokeError() switch
        {
            Native.Exists => FinishOwnLink(from, to),
            Native.CrossDevice => RenameOutcome.OtherFileSystem,
            // Old kernels, and network file systems that know no flags.
            Native.Invalid or Native.NotImplemented or Native.NotSupported => TryLink(from, to),
            _ => throw Native.Failure("Cannot rename to", to),
        };
    }

    /// <summary>The same promise where the file system cannot rename without replacing: a second name, then the first one goes.</summary>
    public static RenameOutcome TryLink(string from, string to)
    {
        if (Native.Link(from, to) != 0)
        {
            return Marshal.GetLastPInvokeError() switch
            {
                Native.Exists => FinishOwnLink(from, to),
                Native.CrossDevice => RenameOutcome.OtherFileSystem,
                _ => throw Native.Failure("Cannot link to", to),
            };
        }

        if (Native.Unlink(from) != 0)
        {
            var failure = Native.Failure("Cannot unlink", from);
            Native.Unlink(to);
            throw failure;
        }

        return RenameOutcome.Renamed;
    }

    // A crash between link and unlink leaves one file with both names, which the next try must not take for somebody else's.
    private static RenameOutcome FinishOwnLink(string from, string to)
    {
        if (FileStatus.TryRead(from, followLink: false) is not { IsRegular: true } first
            || FileStatus.TryRead(to, followLink: false) is not { } second
            || (first.Device, first.Inode) != (second.Device, second.Inode))
        {
            return RenameOutcome.NameTaken;
        }

        return Native.Unlink(from) == 0 ? RenameOutcome.Renamed : throw Native.Failure("Cannot unlink", from);
    }
}
