using Transcoder.TestKit;

namespace Transcoder.Contracts.Tests.Architecture;

/// <summary>What people wrote: neither built nor generated.</summary>
internal static class SourceTree
{
    private static readonly string[] Roots = ["src", "tests", "bench"];
    private static readonly string[] NotWritten = ["bin", "obj", "artifacts", "Migrations"];

    /// <summary>C# files, '/'-separated below the repository.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Roots.Select(root => RepositoryFolder.Path(root))
            .SelectMany(root => Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(RepositoryFolder.Root, file))
            .Where(file => !file.Split('/').Any(NotWritten.Contains))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string file) => File.ReadAllText(RepositoryFolder.Path(file));
}
