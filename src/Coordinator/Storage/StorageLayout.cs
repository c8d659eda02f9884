using Microsoft.Extensions.Options;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Storage;

/// <summary>Names and places in the storage. Pure: looks at no disk.</summary>
public sealed class StorageLayout(IOptions<StorageOptions> options)
{
    private const string CutEnding = ".cut.mkv";

    private readonly StorageOptions _options = options.Value;

    /// <summary>The folder of a job's unfinished work, for orders: below the root, '/'-separated.</summary>
    public string WorkFolder(Guid jobId) => Below(StorageFolder.Work, jobId.ToString("n"));

    /// <summary>What is cut out of a film for one of its chunks; below the root.</summary>
    public string CutPath(Guid jobId, Guid partId) => Join(WorkFolder(jobId), $"{partId:n}{CutEnding}");

    /// <summary>The names of all such files in their folder, finished or not.</summary>
    public string CutPattern => $"*{CutEnding}*";

    /// <summary>Where an arrived result lies while it is proven; no encoder writes there.</summary>
    public string AcceptedFolder => Below(StorageFolder.Work, "accepted");

    /// <summary>Records of commits, and results on their way from another file system; below the root.</summary>
    public string RecordFolder => Below(StorageFolder.Completed, ".transcoder");

    /// <summary>Results that were refused, for review; below the root. Hidden, so that who takes films from there to try them again leaves these.</summary>
    public string RefusedFolder => Below(StorageFolder.Failed, ".transcoder");

    /// <summary>True when sources may lie anywhere below the root. Then nothing of ours is written among them, and none is ever moved.</summary>
    public bool SourcesAnywhere => Name(StorageFolder.Incoming).Length == 0;

    /// <summary>How encoders reach the root.</summary>
    public IReadOnlyList<string> Endpoints => _options.Endpoints is { Count: > 0 } endpoints
        ? endpoints : ["file://" + _options.Root];

    /// <summary>A path below one of the folders as a path below the root.</summary>
    public string Below(StorageFolder folder, string relative) => Join(Name(folder), relative);

    /// <summary>The part of a root-relative path that is below the folder; null when it is not below it.</summary>
    public string? Within(StorageFolder folder, string rootRelative)
    {
        var name = Name(folder);
        return name.Length == 0 ? rootRelative
            : rootRelative.StartsWith(name + '/', StringComparison.Ordinal) ? rootRelative[(name.Length + 1)..] : null;
    }

    /// <summary>The absolute path of a folder.</summary>
    public string Absolute(StorageFolder folder) => Name(folder) is { Length: > 0 } name ? Path.Combine(_options.Root, name) : _options.Root;

    /// <summary>The absolute path of a path below the root.</summary>
    /// <exception cref="ArgumentException">The path is absolute or leaves the root.</exception>
    public string Absolute(string rootRelative) => StoragePath.Resolve(_options.Root, rootRelative);

    private string Name(StorageFolder folder) => (folder switch
    {
        StorageFolder.Incoming => _options.Incoming,
        StorageFolder.Work => _options.Work,
        StorageFolder.Completed => _options.Completed,
        StorageFolder.Failed => _options.Failed,
        StorageFolder.Archive => _options.Archive,
        _ => throw new ArgumentOutOfRangeException(nameof(folder), folder, "Unknown folder"),
    }).Trim('/');

    private static string Join(string folder, string relative) => folder.Length == 0 ? relative : $"{folder}/{relative}";
}
