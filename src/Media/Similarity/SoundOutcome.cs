namespace Transcoder.Media.Similarity;

/// <summary>What a comparison of a result's sound with its source's found.</summary>
public sealed record SoundOutcome
{
    /// <summary>All of the result's sound decoded with exit code 0 and not one word on standard error.</summary>
    public required bool Clean { get; init; }

    /// <summary>Where the sound differs, one sentence; null when it is the same.</summary>
    public required string? Difference { get; init; }

    /// <summary>What ffmpeg said about the result.</summary>
    public required IReadOnlyList<string> ErrorTail { get; init; }
}
