using System.Globalization;
using Transcoder.Contracts;

namespace Transcoder.Encodes;

/// <summary>Everything that changes the picture before it is encoded, but for ffmpeg's own rotation, which comes first. Pure.</summary>
public static class VideoFilters
{
    // ffmpeg's name of Matroska's time base; bwdif halves it.
    private const string Milliseconds = "settb=1/1000";

    private const string Forget = "sidedata=mode=delete:type=DISPLAYMATRIX";

    /// <param name="video">What is ordered.</param>
    /// <param name="piece">Null for a whole film.</param>
    /// <returns>ffmpeg's filters, in their order; empty when the picture is encoded as it comes.</returns>
    public static IReadOnlyList<string> For(VideoSettings video, PieceSettings? piece = null) =>
    [
        .. Turn(piece?.Rotation),
        .. Marks(video.Fields),
        .. video.Scan is Scan.Deinterlaced ? ["bwdif=mode=send_frame:parity=auto:deint=all"] : Array.Empty<string>(),
        .. piece is { Start: { } start, End: var end } ? Trim(start, end) : Array.Empty<string>(),
        .. video.PadWidth || video.PadHeight ? [$"pad=w={Even("iw", video.PadWidth)}:h={Even("ih", video.PadHeight)}"] : Array.Empty<string>(),
    ];

    // As ffmpeg itself does where the source tells; 7.1 hands on what the cut tells, and the picture would be turned twice.
    private static string[] Turn(int? degrees) => degrees switch
    {
        null or 0 => [],
        -90 => [Forget, "transpose=clock"],
        90 => [Forget, "transpose=cclock"],
        180 or -180 => [Forget, "hflip", "vflip"],
        _ => throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "No quarter of a turn"),
    };

    private static string[] Marks(FieldOrder fields) => fields switch
    {
        FieldOrder.AsMarked => [],
        FieldOrder.TopFirst => ["setfield=tff"],
        FieldOrder.BottomFirst => ["setfield=bff"],
        FieldOrder.Progressive => ["setfield=prog"],
        _ => throw new ArgumentOutOfRangeException(nameof(fields), fields, "Unknown order of fields"),
    };

    // What memory has, as bwdif, comes before: the cut begins before the piece, then, and ends behind it, to feed that. Its times are moved where it is
    // read, because setpts of ffmpeg 7.1 hides the frame rate from the encoder.
    private static string[] Trim(long start, long? end) =>
    [
        Milliseconds,
        string.Create(CultureInfo.InvariantCulture, $"trim=start_pts=0{(end is { } until ? $":end_pts={until - start}" : "")}"),
    ];

    private static string Even(string side, bool padded) => padded ? $"ceil({side}/2)*2" : side;
}
