namespace Transcoder.Contracts;

/// <summary>The piece of a film that an order is for, where one film is shared out over several encoders.</summary>
public sealed record PieceSettings
{
    /// <summary>What of the order's settings the result holds.</summary>
    public required PieceContent Content { get; init; }

    /// <summary>Time stamp of the first frame in the order's source, in milliseconds; null for tracks.</summary>
    public long? Start { get; init; }

    /// <summary>Time stamp of the first frame behind the piece in the order's source, in milliseconds; null goes to the end.</summary>
    public long? End { get; init; }

    /// <summary>How many frames the result must hold; null for tracks.</summary>
    public long? Frames { get; init; }

    /// <summary>
    /// Degrees by which players of the whole source turn its picture, as ffmpeg counts: -90 is a quarter clockwise. The source of this order does not
    /// say it, so the encoder turns by this. Null or 0 does not.
    /// </summary>
    public int? Rotation { get; init; }
}
