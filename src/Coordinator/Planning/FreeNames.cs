using Transcoder.Contracts;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Planning;

/// <summary>Names for a job's output that no file has now.</summary>
internal sealed class FreeNames(StorageLayout layout)
{
    /// <param name="sourcePath">Below the storage root.</param>
    /// <param name="requested">As for <see cref="OutputNames.Wanted"/>.</param>
    /// <param name="container">Chooses the ending.</param>
    /// <returns>Best first, below <c>completed/</c>; another job may have reserved one.</returns>
    public IEnumerable<string> For(string sourcePath, string? requested, OutputContainer container)
    {
        var below = layout.Within(StorageFolder.Incoming, sourcePath) ?? sourcePath;
        return NumberedNames.Of(OutputNames.Wanted(below, requested, container))
            .Where(name => !Path.Exists(layout.Absolute(layout.Below(StorageFolder.Completed, name))));
    }
}
