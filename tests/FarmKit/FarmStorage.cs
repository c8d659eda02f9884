using Transcoder.Media.Files;

namespace Transcoder.FarmKit;

/// <summary>The storage of a farm as a user sees it.</summary>
/// <param name="root">Absolute.</param>
public sealed class FarmStorage(string root)
{
    public string Root => root;

    public string At(params string[] path) => Path.Combine([root, .. path]);

    /// <summary>Copies a film, complete, to a name below <c>incoming/</c>.</summary>
    public void Drop(string made, string name)
    {
        var dropped = At("incoming", name);
        Directory.CreateDirectory(Path.GetDirectoryName(dropped)!);
        File.Copy(made, dropped + ".part");
        Assert.True(AtomicFile.TryMove(dropped + ".part", dropped));
    }

    /// <summary>Files below a folder of the storage, sorted, without the farm's own.</summary>
    public IReadOnlyList<string> Files(string folder) =>
        [.. All(folder).Where(file => !file.StartsWith(".transcoder", StringComparison.Ordinal))];

    /// <summary>Files below a folder of the storage, sorted, but for the folder's mark.</summary>
    public IReadOnlyList<string> All(string folder) => !Directory.Exists(At(folder)) ? [] :
        [.. Directory.EnumerateFiles(At(folder), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(At(folder), file))
            .Where(file => file != FolderIdentity.FileName).Order(StringComparer.Ordinal)];
}
