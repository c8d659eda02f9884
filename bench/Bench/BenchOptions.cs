namespace Transcoder.Bench;

/// <summary>What is measured, and how large.</summary>
internal sealed record BenchOptions
{
    /// <summary>Names of measures, in the order in which they run.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>Clips of one throughput run.</summary>
    public required int Clips { get; init; }

    /// <summary>Seconds that ffmpeg alone takes for one clip, at least.</summary>
    public required double ClipSeconds { get; init; }

    /// <summary>Runs of each side of a comparison.</summary>
    public required int Repeats { get; init; }

    /// <summary>Times that one clip is encoded by each side.</summary>
    public required int Encodes { get; init; }

    /// <summary>Length of the long film.</summary>
    public required int FilmSeconds { get; init; }

    /// <summary>Length of the film whose chunks are looked at.</summary>
    public required int PiecesSeconds { get; init; }

    /// <summary>Length of the film that is planned and joined.</summary>
    public required int LongFilmMinutes { get; init; }

    /// <summary>Kinds of film that are encoded honestly.</summary>
    public required int Materials { get; init; }

    /// <summary>Files dropped one after the other.</summary>
    public required int Drops { get; init; }

    /// <summary>Files that wait.</summary>
    public required int Files { get; init; }

    /// <summary>Short jobs of the load.</summary>
    public required int Jobs { get; init; }

    /// <summary>Encoders that send heartbeats.</summary>
    public required int Fleet { get; init; }
}
