namespace Transcoder.TestKit;

/// <summary>Finds files of the source tree that tests read or deploy.</summary>
public static class RepositoryFolder
{
    /// <summary>The folder that holds the solution, absolute.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside a source tree.</exception>
    public static string Root { get; } = Find();

    /// <summary>An absolute path below <see cref="Root"/>; nothing is checked.</summary>
    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Transcoder.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Transcoder.sln above {AppContext.BaseDirectory}");
    }
}
