namespace Transcoder.Media.Files;

/// <summary>The only writer of final names: whole files appear, or nothing does.</summary>
public static class AtomicFile
{
    /// <summary>Publishes a finished file under its final name, or leaves the final name untouched.</summary>
    public static PublishOutcome Publish(string stagedPath, string finalPath) => throw new NotSupportedException();

    /// <summary>Copies bytes to a temporary name and checks them on the way.</summary>
    public static Task<CopyOutcome> CopyAsync(
        string source, string temporaryPath, string expectedSha256, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Writes a small file so that a reader sees the old or the new content, never a part.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content) => throw new NotSupportedException();

    /// <summary>Renames within one file system.</summary>
    public static bool TryMove(string from, string to) => throw new NotSupportedException();
}
