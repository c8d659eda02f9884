using Transcoder.Coordinator.Storage;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Ingest;

/// <summary>Looks at one file that may be a source.</summary>
internal static class SourceFile
{
    /// <param name="layout">Knows the root.</param>
    /// <param name="path">Below the storage root.</param>
    /// <returns>Null when it is gone, no regular file, or cannot be looked at; the next scan finds it if it is there after all.</returns>
    public static FileFingerprint? Look(StorageLayout layout, string path)
    {
        // A name that is no UTF-8 arrives garbled and cannot be opened by what it seems to be.
        if (!StoragePath.TryNormalize(path, out var normal))
        {
            return null;
        }

        try
        {
            return FileFingerprint.TryRead(layout.Absolute(normal));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <param name="layout">Knows the root.</param>
    /// <param name="path">Below the storage root; no source is there.</param>
    /// <returns>Why, to follow the name in a sentence; null when it is gone, or does not answer.</returns>
    public static string? Oddity(StorageLayout layout, string path)
    {
        try
        {
            var absolute = layout.Absolute(path);
            return new FileInfo(absolute).LinkTarget is not null ? "is a link, and links are not followed"
                : Directory.Exists(absolute) ? "is a folder; films in it are found"
                : !Path.Exists(absolute) ? path.Contains('\ufffd', StringComparison.Ordinal) ? "has a name that is not UTF-8" : null
                : FileFingerprint.TryRead(absolute) is null ? "is a pipe, a socket or a device" : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
