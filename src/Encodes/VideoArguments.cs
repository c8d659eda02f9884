using System.Globalization;
using Transcoder.Contracts;

namespace Transcoder.Encodes;

/// <summary>The part of a command line that makes the picture. Pure.</summary>
internal static class VideoArguments
{
    // Where the source's is not told, and of pieces, which are cut at milliseconds.
    private static readonly TimeBaseSettings FineTimeBase = new() { Numerator = 1, Denominator = 90_000 };

    /// <param name="video">What is ordered.</param>
    /// <param name="piece">Null for a whole film.</param>
    public static IReadOnlyList<string> For(VideoSettings video, PieceSettings? piece = null)
    {
        string[] encoder = video.Codec switch
        {
            // Pieces of one film must not differ in their headers, or bring them along.
            VideoCodec.H264 =>
            [
                "-c:v", "libx264", "-preset", video.Preset, "-crf", Text(video.Crf), .. Threads(video),
                .. piece is null ? Array.Empty<string>() : ["-x264-params", "stitchable=1"],
            ],
            VideoCodec.Hevc =>
                ["-c:v", "libx265", "-preset", video.Preset, "-crf", Text(video.Crf), "-x265-params", X265(video, piece is null ? [] : ["repeat-headers=1", "info=0"])],
            VideoCodec.Av1 => ["-c:v", "libsvtav1", "-preset", video.Preset, "-crf", Text(video.Crf), .. Svt(video)],
            VideoCodec.Vp9 =>
            [
                "-c:v", "libvpx-vp9", "-crf", Text(video.Crf), "-b:v", "0", "-deadline", "good", "-cpu-used", video.Preset, "-row-mt", "1",
                .. Threads(video),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(video), video.Codec, "Unknown codec"),
        };
        var filters = VideoFilters.For(video, piece);
        string[] filter = filters.Count > 0 && !video.FramesOnly ? ["-filter:v", string.Join(',', filters)] : [];
        string[] format = video.PixelFormat is { } pixels ? ["-pix_fmt", pixels] : [];
        string[] fields = video.Scan is Scan.Interlaced ? ["-flags:v", "+ildct+ilme"] : [];

        // Every frame once, at its own time: the default time base of 1/rate would move the frames of a variable rate by up to 10 ms.
        var ticks = (piece is null ? video.TimeBase : null) ?? FineTimeBase;
        var timeBase = $"{Text(ticks.Numerator)}:{Text(ticks.Denominator)}";
        return [.. encoder, .. filter, .. format, .. fields, .. Color(video.Color), "-fps_mode", "passthrough", "-enc_time_base:v", timeBase];
    }

    private static string[] Threads(VideoSettings video) => video.Threads is { } threads ? ["-threads", Text(threads)] : [];

    // x265 and SVT-AV1 keep thread pools of their own and do not look at -threads. x265 chats at its own log level.
    private static string X265(VideoSettings video, string[] more) =>
        string.Join(':', [.. Given("pools", video.Threads).Prepend("log-level=error"), .. Given("fps", video.FrameRate), .. more, .. HdrArguments.X265(video)]);

    private static string[] Svt(VideoSettings video)
    {
        string[] parameters = [.. Given("lp", video.Threads), .. Given("fps-num", video.FrameRate), .. Given("fps-denom", video.FrameRate is null ? null : 1), .. HdrArguments.Svt(video)];
        return parameters.Length > 0 ? ["-svtav1-params", string.Join(':', parameters)] : [];
    }

    private static string[] Color(ColorSettings? color) =>
    [
        .. color?.Primaries is { } primaries ? ["-color_primaries:v", Text(primaries)] : Array.Empty<string>(),
        .. color?.Transfer is { } transfer ? ["-color_trc:v", Text(transfer)] : Array.Empty<string>(),
        .. color?.Matrix is { } matrix ? ["-colorspace:v", Text(matrix)] : Array.Empty<string>(),
        .. color?.FullRange is { } full ? ["-color_range:v", full ? "pc" : "tv"] : Array.Empty<string>(),
    ];

    private static string[] Given(string name, int? value) => value is { } number ? [$"{name}={Text(number)}"] : [];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
