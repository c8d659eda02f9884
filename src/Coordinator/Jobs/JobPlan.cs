using Transcoder.Contracts;
using Transcoder.Media.Chunks;

namespace Transcoder.Coordinator.Jobs;

/// <summary>What the planner decided.</summary>
/// <param name="Settings">For the encoder.</param>
/// <param name="Duration">Of the source by its header.</param>
/// <param name="ExpectedFrames">By the header; for progress only.</param>
/// <param name="Notes">What changes on the way, one sentence each; empty when nothing does.</param>
public sealed record JobPlan(EncodeSettings Settings, TimeSpan? Duration, long? ExpectedFrames, IReadOnlyList<string> Notes)
{
    /// <summary>Stretches of the picture to be encoded apart, in order; null when the film is encoded whole.</summary>
    public IReadOnlyList<Chunk>? Chunks { get; init; }

    /// <summary>From the film's start to its first frame; null when the film is encoded whole.</summary>
    public TimeSpan? PictureOffset { get; init; }

    /// <summary>Degrees by which players turn the source's picture; null when the film is encoded whole.</summary>
    public int? Rotation { get; init; }

    /// <summary>Size or shape of pixels change in the middle, which <see cref="Notes"/> say.</summary>
    public bool ChangesShape { get; init; }

    /// <summary>The film was found damaged.</summary>
    public bool Suspected { get; init; }

    /// <summary>Why the film is not encoded in chunks though it might have been, one sentence; null where the question does not arise.</summary>
    public string? WholeBecause { get; init; }
}
