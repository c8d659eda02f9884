using Transcoder.Media.Files;

namespace Transcoder.Media.Containers;

/// <summary>Reads what a container asks players to leave out of its picture, which ffprobe does not tell before version 7.1.</summary>
internal static class ContainerCropping
{
    /// <summary>Reads some hundred bytes of the header.</summary>
    /// <param name="path">A file on this machine, whatever is in it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Of the first picture; null where it asks for nothing, and of what is neither Matroska nor MP4 or QuickTime, or cannot be read.</returns>
    public static async Task<Cropping?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            // To open a pipe would wait for somebody who writes into it.
            if (FileFingerprint.TryRead(path) is null)
            {
                return null;
            }

            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
            return await MatroskaCropping.FindAsync(file, cancellationToken).ConfigureAwait(false)
                ?? await new QuickTimeCropping(file).FindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Whether the film can be read is told elsewhere.
            return null;
        }
    }
}
