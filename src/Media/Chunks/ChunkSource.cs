using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Chunks;

/// <summary>What reading a film's picture once told of it.</summary>
public sealed record ChunkSource
{
    /// <summary>How many frames are decoded to see whether packets are frames.</summary>
    public const int FramesDecoded = 48;

    /// <summary>ffmpeg's names of the container.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>The first time stamp of all streams, from which ffmpeg's -ss counts.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>The picture as the header describes it.</summary>
    public required MediaStream Picture { get; init; }

    /// <summary>Seconds per tick of <see cref="Packets"/> and <see cref="FirstFrames"/>.</summary>
    public required Rational TimeBase { get; init; }

    /// <summary>All of the picture's, in the file's order.</summary>
    public required IReadOnlyList<MediaPacket> Packets { get; init; }

    /// <summary>What is wrong with the file for whoever takes it apart, such as "File ended prematurely"; null when nothing is.</summary>
    public string? Complaint { get; init; }

    /// <summary>Time stamps of the first decoded frames, at most <see cref="FramesDecoded"/>.</summary>
    public required IReadOnlyList<long> FirstFrames { get; init; }
}
