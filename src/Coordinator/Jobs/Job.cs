using Transcoder.Contracts;

namespace Transcoder.Coordinator.Jobs;

/// <summary>One source with one profile. What happens to it is in <see cref="JobLife"/>.</summary>
public sealed class Job
{
    /// <summary>The coordinator among those who found a film damaged; no encoder is called so.</summary>
    public const string Coordinator = "the coordinator";

    /// <summary>Version 7, so that ids sort by age.</summary>
    public required Guid Id { get; init; }

    /// <summary>Below the storage root, '/'-separated.</summary>
    public required string SourcePath { get; init; }

    /// <summary>Inode, size and modification time: with path and profile what makes a job unique.</summary>
    public required string SourceIdentity { get; init; }

    public required long SourceBytes { get; init; }

    /// <summary>64 lower-case hexadecimal digits; null until the source was read by the coordinator itself.</summary>
    public string? SourceSha256 { get; set; }

    /// <summary>Frames of the source by the coordinator's own index; null until it is made.</summary>
    public long? SourceFrames { get; set; }

    /// <summary>Where the source is now if its fate moved it; below the storage root.</summary>
    public string? SourceNow { get; set; }

    public required string Profile { get; init; }

    /// <summary>-100 to 100; higher goes first.</summary>
    public required int Priority { get; init; }

    public JobState State { get; set; }

    /// <summary>The state that was last told to whoever listens; that a job has been found is not told.</summary>
    public JobState Announced { get; set; }

    /// <summary>One sentence: why it failed, was cancelled, or waits.</summary>
    public string? Reason { get; set; }

    public FailureKind? FailureKind { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Not to be planned earlier.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Wanted name of the output below <c>completed/</c>; null lets the planner choose.</summary>
    public string? RequestedOutput { get; init; }

    /// <summary>Reserved name of the output below <c>completed/</c>; unique among jobs.</summary>
    public string? OutputPath { get; set; }

    public long? OutputBytes { get; set; }

    public string? OutputSha256 { get; set; }

    /// <summary><see cref="EncodeSettings"/> as JSON; null until planned.</summary>
    public string? Settings { get; set; }

    public string? SettingsHash { get; set; }

    public TimeSpan? Duration { get; set; }

    /// <summary>Frames as the header tells; for progress, and for the turn of a long film: of one that waits null before its header was looked at.</summary>
    public long? ExpectedFrames { get; set; }

    /// <summary>With which tools all parts are to be encoded (<see cref="EncoderHeartbeat.Toolchain"/>); null for a job of one part, and before the first order.</summary>
    public string? Toolchain { get; set; }

    /// <summary>How many chunks the film is encoded in; 0 for a film that is encoded whole.</summary>
    public int Chunks { get; set; }

    /// <summary>From the film's start, which may be that of its sound, to its first frame; known of a film in chunks.</summary>
    public TimeSpan? PictureOffset { get; set; }

    /// <summary>Degrees by which players turn the source's picture, which its chunks do not say; known of a film in chunks.</summary>
    public int? Rotation { get; set; }

    /// <summary>Frames of the chunks whose results were taken.</summary>
    public long FramesDone { get; set; }

    /// <summary>
    /// Who found a film that is encoded whole since, or a chunk of it, damaged, one a line, once for each time: names of encoders, or
    /// <see cref="Coordinator"/>.
    /// </summary>
    public string Suspicions { get; set; } = "";

    /// <summary>What changes on the way, one sentence a line.</summary>
    public string? Notes { get; set; }

    /// <summary>The sentences of <see cref="Notes"/>.</summary>
    public IReadOnlyList<string> NoteLines => Notes?.Split('\n') ?? [];

    public SourceFateState Fate { get; set; }

    public List<Part> Parts { get; init; } = [];

    public List<TimelineEntry> Timeline { get; init; } = [];
}
