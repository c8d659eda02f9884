using Transcoder.Media.Files;

namespace Transcoder.Encoder.Transfer;

/// <summary>One execution's share of the work folder; made when first needed and removed with everything in it.</summary>
/// <param name="Folder">Absolute.</param>
/// <param name="ExecutionId">Whose it is.</param>
/// <param name="NeededBytes">That must be free before the source is fetched.</param>
/// <param name="Tries">Of one transfer.</param>
internal sealed record WorkClaim(string Folder, Guid ExecutionId, long NeededBytes, int Tries) : IDisposable
{
    /// <returns>0 or less when there is room.</returns>
    public long MissingBytes() => NeededBytes - Folders.FreeBytes(Path.GetDirectoryName(Folder)!);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Never made.
        }
        catch (IOException)
        {
            // The disk went bad; the next start of an encoder on this machine removes it.
        }
    }
}
