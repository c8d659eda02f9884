namespace Transcoder.Contracts;

/// <summary>What a piece of a film holds.</summary>
public enum PieceContent
{
    /// <summary>The picture alone, from one time to another, as a Matroska file whose first frame is at 0.</summary>
    Picture = 0,

    /// <summary>Every stream but the picture, whole, in the order's container.</summary>
    Tracks = 1,
}
