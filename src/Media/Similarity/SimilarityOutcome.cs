namespace Transcoder.Media.Similarity;

/// <summary>What a comparison of a result with its source found.</summary>
public sealed record SimilarityOutcome
{
    /// <summary>The result decoded with exit code 0 and not one word on standard error, to its end or to that of the source.</summary>
    public required bool Clean { get; init; }

    /// <summary>Pictures of the result; of the longer film no more than a few beyond the end of the shorter.</summary>
    public required long Frames { get; init; }

    /// <summary>Pictures of the source, likewise.</summary>
    public required long SourceFrames { get; init; }

    /// <summary>Where the pictures differ, one sentence; null when they are alike.</summary>
    public required string? Difference { get; init; }

    /// <summary>What ffmpeg said about the result.</summary>
    public required IReadOnlyList<string> ErrorTail { get; init; }

    /// <summary>What ffmpeg said about the source.</summary>
    public required IReadOnlyList<string> SourceErrorTail { get; init; }
}
