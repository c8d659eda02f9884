using Transcoder.Contracts;

namespace Transcoder.Bench.Peers;

/// <summary>The same work for everybody: so many copies of one film.</summary>
/// <param name="Film">Absolute path.</param>
/// <param name="Settings">How each is encoded.</param>
/// <param name="Extension">Of results, with the dot.</param>
/// <param name="Names">File names of the copies; also sources' names.</param>
internal sealed record Batch(string Film, EncodeSettings Settings, string Extension, IReadOnlyList<string> Names)
{
    /// <summary>Puts the copies into a folder.</summary>
    public IReadOnlyList<string> CopyInto(string folder)
    {
        var copies = Names.Select(name => Path.Combine(folder, name)).ToList();
        copies.ForEach(copy => File.Copy(Film, copy));
        return copies;
    }
}
