namespace Transcoder.Chaos.Tests.Films;

/// <summary>What a film is worth.</summary>
internal enum FilmKind
{
    /// <summary>Whole.</summary>
    Good,

    /// <summary>Ends in the middle.</summary>
    Truncated,

    /// <summary>Bytes that mean nothing.</summary>
    Garbage,

    /// <summary>No byte at all.</summary>
    Empty,
}
