namespace Transcoder.TestKit;

/// <summary>A folder for one test, removed with everything in it.</summary>
public sealed class TempTree : IDisposable
{
    /// <summary>Makes an empty folder below another, by default the system's temporary one.</summary>
    public TempTree(string? parent = null) =>
        Root = Directory.CreateDirectory(Path.Combine(parent ?? Path.GetTempPath(), $"transcoder-test-{Guid.NewGuid():N}")).FullName;

    /// <summary>Absolute, without a slash at the end.</summary>
    public string Root { get; }

    /// <summary>An absolute path below the root; makes nothing.</summary>
    public string At(params string[] segments) => Path.Combine([Root, .. segments]);

    /// <summary>Makes a folder, with all its parents.</summary>
    public string Folder(params string[] segments) => Directory.CreateDirectory(At(segments)).FullName;

    /// <summary>Writes a file, with all its parents.</summary>
    /// <returns>Its absolute path.</returns>
    public string File(string relative, ReadOnlySpan<byte> content)
    {
        var path = At(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Everything below the root, '/'-separated, folders with a slash at the end, sorted.</summary>
    public IReadOnlyList<string> Entries() =>
        [.. new DirectoryInfo(Root).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(entry => Path.GetRelativePath(Root, entry.FullName) + (entry is DirectoryInfo ? "/" : ""))
            .Order(StringComparer.Ordinal)];

    /// <summary>Removes the folder. A file that cannot be removed fails the test, for something still holds on to it.</summary>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
