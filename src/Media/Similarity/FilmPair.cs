namespace Transcoder.Media.Similarity;

/// <summary>A result and the source that it was made of.</summary>
public sealed record FilmPair
{
    /// <summary>A file on this machine; its main video and all of its tracks are looked at.</summary>
    public required string Result { get; init; }

    /// <summary>A file on this machine. Errors in it are not looked at.</summary>
    public required string Source { get; init; }

    /// <summary>Index in the source of the stream that was encoded.</summary>
    public required int Picture { get; init; }

    /// <summary>Indexes in the source of the tracks that the result must have, in order.</summary>
    public IReadOnlyList<int> Tracks { get; init; } = [];

    /// <summary>ffmpeg's options for reading the source, as it was read for encoding.</summary>
    public IReadOnlyList<string> Input { get; init; } = [];

    /// <summary>ffmpeg's filters, through which the source's pictures went before they were encoded.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>The source is, so its pictures come out the same each time with one thread only.</summary>
    public bool Damaged { get; init; }

    /// <summary>Whether the result is decoded to its end whatever is wrong in it, as where damaged sound was copied.</summary>
    public bool Lenient { get; init; }
}
