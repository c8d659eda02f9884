using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Storage;

/// <summary>Where media files are.</summary>
public sealed class StorageOptions
{
    /// <summary>Absolute path of the storage root as the coordinator sees it.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Root { get; init; } = "";

    /// <summary>
    /// How encoders reach the root, best first: <c>file:///…</c> or <c>ssh://user@host:port/…</c>. Empty means
    /// <c>file://</c> and <see cref="Root"/>: encoders run on this machine or mount the same path.
    /// </summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>
    /// Folder of sources, below the root. "" means that sources lie anywhere below the root: then only submissions are taken, and
    /// <c>Commit:SourceFate</c> must be <c>Keep</c>.
    /// </summary>
    public string Incoming { get; init; } = "incoming";

    /// <summary>Folder of unfinished work, below the root.</summary>
    public string Work { get; init; } = "work";

    /// <summary>Folder of results, below the root.</summary>
    public string Completed { get; init; } = "completed";

    /// <summary>Folder of sources whose jobs failed, of their reports, and of refused results that are kept, below the root.</summary>
    public string Failed { get; init; } = "failed";

    /// <summary>Folder of sources whose jobs completed, below the root.</summary>
    public string Archive { get; init; } = "archive";

    /// <summary>While the disk of the work folder has fewer free bytes, nothing is ordered; while that of the results has, the farm is not ready.</summary>
    [Range(0L, 1L << 60)]
    public long MinimumFreeBytes { get; init; } = 1L << 26;
}

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
