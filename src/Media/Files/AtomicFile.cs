using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Transcoder.Media.Files;

/// <summary>The only writer of final names: whole files appear, or nothing does. All paths are absolute.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Publishes a finished file under its final name, or leaves the final name untouched. The bytes and both folders are on the disk before it
    /// returns. Safe to repeat after a crash in its middle: a final name that is already this very file counts as published.
    /// </summary>
    /// <param name="stagedPath">Complete, a regular file.</param>
    /// <param name="finalPath">In an existing folder.</param>
    /// <exception cref="IOException">Nothing was published; the staged file is still there.</exception>
    public static PublishOutcome Publish(string stagedPath, string finalPath) =>
        Publish(stagedPath, finalPath, NoReplaceRename.TryRename);

    internal static PublishOutcome Publish(string stagedPath, string finalPath, Func<string, string, RenameOutcome> rename)
    {
        SyncFile(stagedPath);
        switch (rename(stagedPath, finalPath))
        {
            case RenameOutcome.OtherFileSystem:
                return PublishOutcome.OtherFileSystem;
            case RenameOutcome.NameTaken:
                return PublishOutcome.NameTaken;
        }

        try
        {
            SyncFoldersOf(stagedPath, finalPath);
        }
        catch (IOException)
        {
            // Names that may not survive a power cut are no publication: take it back, so that the promise to the caller holds.
            rename(finalPath, stagedPath);
            throw;
        }

        return PublishOutcome.Published;
    }

    /// <summary>
    /// Renames a file or folder within one file system, replacing nothing; both folders are on the disk when it returns.
    /// </summary>
    /// <returns>False when there is no <paramref name="from"/>, as after a crash behind the rename.</returns>
    /// <exception cref="IOException">The new name is taken, is on another file system, or the rename was refused.</exception>
    public static bool TryMove(string from, string to)
    {
        if (FileStatus.TryRead(from, followLink: false) is null)
        {
            return false;
        }

        switch (NoReplaceRename.TryRename(from, to))
        {
            case RenameOutcome.NameTaken:
                throw new IOException($"Cannot move '{from}': '{to}' exists.", Native.Exists);
            case RenameOutcome.OtherFileSystem:
                throw new IOException($"Cannot move '{from}': '{to}' is on another file system.", Native.CrossDevice);
        }

        SyncFoldersOf(from, to);
        return true;
    }

    /// <summary>
    /// Copies bytes to a temporary name, hashing them on the way, and puts them on the disk. Owner, mode and times are not copied. Whatever has
    /// the temporary name, a killed predecessor's half for instance, is removed first; after a failure or cancellation nothing has it.
    /// </summary>
    /// <param name="source">Read once.</param>
    /// <param name="temporaryPath">In an existing folder, and used by no one else.</param>
    /// <param name="expectedSha256">64 hexadecimal digits; case does not matter.</param>
    /// <param name="cancellationToken">Looked at between steps of 1 MiB.</param>
    /// <exception cref="IOException">A disk is full or failed, or a name is missing or not accessible.</exception>
    public static async Task<CopyOutcome> CopyAsync(
        string source, string temporaryPath, string expectedSha256, CancellationToken cancellationToken)
    {
        if (IsSameFile(source, temporaryPath))
        {
            throw new IOException($"'{temporaryPath}' is the source itself.");
        }

        var whole = false;
        try
        {
            var found = await CopyAndHashAsync(source, temporaryPath, cancellationToken).ConfigureAwait(false);
            whole = string.Equals(found, expectedSha256, StringComparison.OrdinalIgnoreCase);
            return whole ? CopyOutcome.Copied : CopyOutcome.HashMismatch;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        finally
        {
            if (!whole)
            {
                Native.Unlink(temporaryPath);
            }
        }
    }

    /// <summary>
    /// Writes a small file so that a reader, or a start after a power cut, sees the old or the new content, never a part. One writer per path
    /// at a time. The temporary name is ".NAME.tmp" beside it; a killed predecessor's is overwritten.
    /// </summary>
    /// <param name="path">In an existing folder.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="IOException">The old content is still there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = WriteBeside(path, content);
        if (Native.Rename(Native.CurrentDirectory, temporary, Native.CurrentDirectory, path, flags: 0) != 0)
        {
            var failure = Native.Failure("Cannot replace", path);
            Native.Unlink(temporary);
            throw failure;
        }

        Folders.Sync(FolderOf(path));
    }

    /// <summary>Renames a file within one file system, replacing what has the new name: for working files of one owner only.</summary>
    /// <exception cref="IOException">Nothing was renamed.</exception>
    internal static void MoveOver(string from, string to)
    {
        if (Native.Rename(Native.CurrentDirectory, from, Native.CurrentDirectory, to, flags: 0) != 0)
        {
            throw Native.Failure("Cannot rename to", to);
        }
    }

    /// <returns>The temporary path; the bytes are on the disk.</returns>
    internal static string WriteBeside(string path, ReadOnlySpan<byte> content)
    {
        var temporary = Path.Combine(FolderOf(path), $".{Path.GetFileName(path)}.tmp");
        var whole = false;
        try
        {
            Native.Unlink(temporary);
            using var handle = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            RandomAccess.Write(handle, content, fileOffset: 0);
            RandomAccess.FlushToDisk(handle);
            whole = true;
            return temporary;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        finally
        {
            if (!whole)
            {
                Native.Unlink(temporary);
            }
        }
    }

    private static bool IsSameFile(string first, string second) =>
        FileStatus.TryRead(second, followLink: true) is { } there
        && FileStatus.TryRead(first, followLink: true) is { } here
        && (here.Device, here.Inode) == (there.Device, there.Inode);

    private static async Task<string> CopyAndHashAsync(string source, string target, CancellationToken cancellationToken)
    {
        using var reader = File.OpenHandle(
            source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan | FileOptions.Asynchronous);
        Native.Unlink(target);
        using var writer = File.OpenHandle(target, FileMode.CreateNew, FileAccess.Write, FileShare.Read, FileOptions.Asynchronous);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[FileHash.BufferBytes];
        long position = 0;
        while (await RandomAccess.ReadAsync(reader, buffer, position, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            hash.AppendData(buffer, 0, count);
            await RandomAccess.WriteAsync(writer, buffer.AsMemory(0, count), position, cancellationToken).ConfigureAwait(false);
            position += count;
        }

        RandomAccess.FlushToDisk(writer);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void SyncFile(string path)
    {
        if (!FileStatus.Read(path, followLink: false).IsRegular)
        {
            throw new IOException($"'{path}' is no regular file.");
        }

        using var handle = Native.Open(path, Native.OpenReadOnly);
        if (handle.IsInvalid || Native.Sync(handle) != 0)
        {
            throw Native.Failure("Cannot sync", path);
        }
    }

    private static void SyncFoldersOf(string from, string to)
    {
        Folders.Sync(FolderOf(to));
        if (FolderOf(from) != FolderOf(to))
        {
            Folders.Sync(FolderOf(from));
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
}
