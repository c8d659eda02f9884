namespace Transcoder.Coordinator.Api;

/// <summary>One job with everything that is known of it.</summary>
public sealed record JobDetail
{
    public required JobSummary Job { get; init; }

    /// <summary>Where the source is now if its fate moved it; below the storage root.</summary>
    public string? SourceNow { get; init; }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string? SourceSha256 { get; init; }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string? OutputSha256 { get; init; }

    /// <summary>Frames of the source by the coordinator's own count.</summary>
    public long? Frames { get; init; }

    /// <summary>Of the source, by its header.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>What changes on the way, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<PartView> Parts { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<TimelineView> Timeline { get; init; }

    /// <summary>The last lines that a tool wrote in the newest execution that left any.</summary>
    public required IReadOnlyList<string> LogTail { get; init; }
}
