namespace Transcoder.Media.Chunks;

/// <summary>What a film is stitched of.</summary>
public sealed record ChunkStitch
{
    /// <summary>Encoded pieces in the film's order, absolute paths, and when each begins: <see cref="Chunk.BeginMicroseconds"/>.</summary>
    public required IReadOnlyList<(string Path, long BeginMicroseconds)> Chunks { get; init; }

    /// <summary>The film that was cut; tags and chapters are taken from it.</summary>
    public required string Source { get; init; }

    /// <summary>Index in the source of the stream that was cut.</summary>
    public required int PictureStream { get; init; }

    /// <summary>As the plan has it.</summary>
    public required TimeSpan PictureOffset { get; init; }

    /// <summary>A file of all <see cref="Streams"/> in their order, late by <see cref="StitchClock.TracksOffset"/>; null copies them from the source.</summary>
    public string? Tracks { get; init; }

    /// <summary>Every stream of the result but the picture: its index in the source, and its marks for ffmpeg's -disposition; null leaves them to ffmpeg.</summary>
    public IReadOnlyList<(int SourceStream, string? Disposition)> Streams { get; init; } = [];

    /// <summary>ffmpeg's name of the container: "matroska", "mp4" or "webm".</summary>
    public required string Format { get; init; }

    /// <summary>Overwritten. What stands there after a failure is the caller's to remove.</summary>
    public required string Destination { get; init; }
}
