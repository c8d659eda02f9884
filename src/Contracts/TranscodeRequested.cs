namespace Transcoder.Contracts;

/// <summary>Tells exactly one encoder to produce one output from one source file.</summary>
public sealed record TranscodeRequested
{
    /// <summary>The job; also the correlation id of the conversation.</summary>
    public required Guid JobId { get; init; }

    /// <summary>The piece of the job that this order is for.</summary>
    public required Guid PartId { get; init; }

    /// <summary>This order. A redelivered order has the same id; each execution of it has an id of its own.</summary>
    public required Guid AttemptId { get; init; }

    /// <summary>1 for the first try, then rising. Guards state changes; a good result counts whatever its number.</summary>
    public required int Attempt { get; init; }

    /// <summary>Below the storage root, '/'-separated, never absolute, never with "..".</summary>
    public required string SourcePath { get; init; }

    /// <summary>Size of the source in bytes when it was planned.</summary>
    public required long SourceBytes { get; init; }

    /// <summary>
    /// Folder below the storage root that takes the result ("work/…"). The encoder puts its result there under
    /// <see cref="WorkNames.Result"/> of its execution.
    /// </summary>
    public required string ResultFolder { get; init; }

    /// <summary>What to make of the source.</summary>
    public required EncodeSettings Settings { get; init; }

    /// <summary>Identifies <see cref="Settings"/>; reported back with the result.</summary>
    public required string SettingsHash { get; init; }

    /// <summary>The piece that is wanted, where <see cref="SourcePath"/> is cut from a longer film; null for all of it.</summary>
    public PieceSettings? Piece { get; init; }

    /// <summary>
    /// Where encoders reach the storage root, best first: <c>file:///…</c> or <c>ssh://user@host:port/…</c>.
    /// An encoder with endpoints of its own ignores these.
    /// </summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>Frames that the result will hold as far as the header tells, for progress only; null when unknown.</summary>
    public long? ExpectedFrames { get; init; }

    /// <summary>Duration of the source as its header tells, for progress only; null when unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>A result that gets larger is not wanted: the encoder stops and reports <see cref="FailureKind.NotSmaller"/>. Null wants any.</summary>
    public long? MaximumBytes { get; init; }

    /// <summary>
    /// A damaged source is encoded as far as it decodes, and <see cref="TranscodeCompleted.SourceDamage"/> says where it is damaged; else it is
    /// <see cref="FailureKind.BadSource"/>. A film that begins in the middle of a group of pictures is encoded in any case.
    /// </summary>
    public bool AcceptDamage { get; init; }

    /// <summary>
    /// Planning or chunks found signs of damage in the source: it is decoded before it is encoded, and is <see cref="FailureKind.BadSource"/> where
    /// that complains, too.
    /// </summary>
    public bool Suspected { get; init; }

    /// <summary>Names of encoders that shall decline this order.</summary>
    public IReadOnlyList<string> AvoidEncoders { get; init; } = [];

    /// <summary>When set, encoders with another toolchain shall decline (<see cref="EncoderHeartbeat.Toolchain"/>).</summary>
    public string? Toolchain { get; init; }
}
