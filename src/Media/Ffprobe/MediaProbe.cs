namespace Transcoder.Media.Ffprobe;

/// <summary>What a file's header says. Null is "it does not say".</summary>
public sealed record MediaProbe
{
    /// <summary>ffmpeg's names of the container; several where one reader serves several.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>From the first to the last time stamp of all streams.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The first time stamp of all streams; may be negative.</summary>
    public TimeSpan? Start { get; init; }

    /// <summary>Bits per second over all streams.</summary>
    public long? BitRate { get; init; }

    /// <summary>The container's tags; names compare without case.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>In the file's order.</summary>
    public required IReadOnlyList<MediaStream> Streams { get; init; }

    /// <summary>How many chapters there are.</summary>
    public int Chapters { get; init; }

    /// <summary>The first video stream that is no attached picture.</summary>
    public MediaStream? MainVideo => Streams.FirstOrDefault(stream => stream is { Kind: MediaStreamKind.Video, IsAttachedPicture: false });
}
