using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Ingest;

/// <summary>How sources are found.</summary>
public sealed class IngestOptions
{
    /// <summary>What makes a file a source unless the configuration says otherwise.</summary>
    public static IReadOnlyList<string> DefaultExtensions { get; } =
    [
        ".mkv", ".mp4", ".m4v", ".mov", ".avi", ".ts", ".m2ts", ".mts", ".m2t", ".webm", ".vob", ".mpg", ".mpeg", ".mpe", ".m2v", ".tod", ".wmv", ".asf",
        ".flv", ".f4v", ".3gp", ".3g2", ".ogv", ".ogm", ".mxf", ".dv", ".divx", ".qt", ".rm", ".rmvb", ".wtv",
    ];

    /// <summary>False leaves <c>incoming/</c> alone: jobs come by submission only.</summary>
    public bool Watch { get; init; } = true;

    /// <summary>How long a file's size and modification time must hold before it counts as complete.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan QuietPeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks at everything below <c>incoming/</c>, for what the file system did not announce.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RescanInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>File name endings that make a file a source, with the dot; case does not matter. Empty: <see cref="DefaultExtensions"/>.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>How many files may be in their quiet period at once; more wait for room, so that a full folder takes no memory.</summary>
    [Range(1, 1_000_000)]
    public int MaximumSettling { get; init; } = 10_000;
}

[OptionsValidator]
internal sealed partial class IngestOptionsValidator : IValidateOptions<IngestOptions>;
