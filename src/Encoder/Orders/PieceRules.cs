using Transcoder.Contracts;

namespace Transcoder.Encoder.Orders;

/// <summary>What the piece of an order must look like.</summary>
internal static class PieceRules
{
    // A year: times of a cut are as long as a film, and beyond this ffmpeg's numbers would no longer be exact.
    private const long LatestMilliseconds = 365L * 24 * 3600 * 1000;

    /// <param name="piece">Null for a whole film.</param>
    /// <param name="settings">Of the same order.</param>
    /// <returns>Null when the piece is sound, else one sentence.</returns>
    public static string? Breach(PieceSettings? piece, EncodeSettings settings) => piece switch
    {
        null => null,
        { Content: PieceContent.Tracks } when settings.Streams.Count == 0 => "a piece of tracks is ordered where there are none",
        { Content: PieceContent.Tracks, Start: null, End: null, Frames: null, Rotation: null } => null,
        { Content: PieceContent.Tracks } => "a piece of tracks is whole, and not to be turned",
        { Content: not PieceContent.Picture } => $"content {piece.Content} of a piece is unknown",
        { Start: null or < 0 or > LatestMilliseconds } => $"the piece begins at {piece.Start} ms",
        { End: { } end } when end <= piece.Start || end > LatestMilliseconds => $"the piece ends at {end} ms",
        { Frames: null or < 1 } => $"the piece holds {piece.Frames} frames",
        { Rotation: not (null or 0 or 90 or -90 or 180 or -180) } => $"the piece is to be turned by {piece.Rotation} degrees",
        _ => null,
    };
}
