namespace Transcoder.Media.Similarity;

/// <summary>What of a film is decoded, and how.</summary>
internal sealed record FilmReading
{
    /// <summary>A file on this machine.</summary>
    public required string Path { get; init; }

    /// <summary>ffmpeg's options for reading it.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>ffmpeg's name of the picture, such as "0:V:0"; null for sound alone.</summary>
    public string? Picture { get; init; }

    /// <summary>ffmpeg's filters, through which the pictures go before they get small.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>ffmpeg's names of the tracks, in order.</summary>
    public IReadOnlyList<string> Tracks { get; init; } = [];

    /// <summary>When the first picture is shown, as the file has it. Where the picture is decoded, that tells.</summary>
    public TimeSpan? Zero { get; init; }
}
