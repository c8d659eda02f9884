namespace Transcoder.Media.Chunks;

/// <summary>One piece of a film's picture: what to cut out of the source, and what of the cut is the piece.</summary>
public sealed record Chunk
{
    /// <summary>The place in the film, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>
    /// Seconds for ffmpeg's -ss, which lets the cut begin with a keyframe: some pictures before the piece, or with the piece. The time itself may be a
    /// little behind that keyframe's. Null is the film's beginning.
    /// </summary>
    public double? CutFrom { get; init; }

    /// <summary>Where the cut ends, some pictures behind the piece: seconds for ffmpeg's -to. Null is the film's end.</summary>
    public double? CutTo { get; init; }

    /// <summary>Time stamp of the first frame in the cut, in milliseconds.</summary>
    public required long Start { get; init; }

    /// <summary>Time stamp in the cut of the first frame behind the piece, in milliseconds; null takes all there is.</summary>
    public long? End { get; init; }

    /// <summary>Shown frames, at least 1.</summary>
    public required long Frames { get; init; }

    /// <summary>When the first frame is shown, from the film's first shown frame.</summary>
    public required long BeginMicroseconds { get; init; }
}
