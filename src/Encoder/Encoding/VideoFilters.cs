using Transcoder.Contracts;

namespace Transcoder.Encoder.Encoding;

/// <summary>Everything that changes the picture before it is encoded, but for ffmpeg's own rotation, which comes first. Pure.</summary>
internal static class VideoFilters
{
    /// <returns>ffmpeg's filters, in their order; empty when the picture is encoded as it comes.</returns>
    public static IReadOnlyList<string> For(VideoSettings video) =>
    [
        .. video.Scan is Scan.Deinterlaced ? ["bwdif=mode=send_frame:parity=auto:deint=all"] : Array.Empty<string>(),
        .. video.PadWidth || video.PadHeight ? [$"pad=w={Even("iw", video.PadWidth)}:h={Even("ih", video.PadHeight)}"] : Array.Empty<string>(),
    ];

    private static string Even(string side, bool padded) => padded ? $"ceil({side}/2)*2" : side;
}
