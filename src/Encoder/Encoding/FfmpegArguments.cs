using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Encoder.Encoding;

/// <summary>The command line of one encode, by value.</summary>
internal static class FfmpegArguments
{
    /// <summary>SVT-AV1 writes its banner to standard error whatever ffmpeg's log level is, and only errors may stand there.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["SVT_LOG"] = "1" };

    /// <param name="settings">Proven to be in range.</param>
    /// <param name="source">Absolute path of the file to read.</param>
    /// <param name="result">Absolute path of the file to write, under any ending.</param>
    public static IReadOnlyList<string> For(EncodeSettings settings, string source, string result) =>
    [
        "-v", "error", "-hide_banner", "-nostdin", "-y", "-progress", "pipe:1", "-nostats",
        .. FfmpegPath.Input(source),
        "-map", $"0:{Text(settings.Video.SourceStream)}",
        .. settings.Streams.SelectMany(stream => (string[])["-map", $"0:{Text(stream.SourceStream)}"]),
        "-map_metadata", "0", "-map_chapters", "0",
        .. Video(settings.Video),
        .. settings.Streams.SelectMany((stream, index) => Stream(stream, index + 1)),
        "-max_muxing_queue_size", "9999",
        .. Container(settings.Container),
        FfmpegPath.Of(result),
    ];

    private static IEnumerable<string> Video(VideoSettings video)
    {
        string[] encoder = video.Codec switch
        {
            VideoCodec.H264 => ["-c:v", "libx264", "-preset", video.Preset, "-crf", Text(video.Crf), .. Threads(video)],
            VideoCodec.Hevc => ["-c:v", "libx265", "-preset", video.Preset, "-crf", Text(video.Crf), "-x265-params", X265(video.Threads)],
            VideoCodec.Av1 => ["-c:v", "libsvtav1", "-preset", video.Preset, "-crf", Text(video.Crf), .. Svt(video.Threads)],
            VideoCodec.Vp9 =>
            [
                "-c:v", "libvpx-vp9", "-crf", Text(video.Crf), "-b:v", "0", "-deadline", "good", "-cpu-used", video.Preset, "-row-mt", "1",
                .. Threads(video),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(video), video.Codec, "Unknown codec"),
        };
        string[] format = video.PixelFormat is { } pixels ? ["-pix_fmt", pixels] : [];

        // Every frame once, at its own time: the default time base of 1/rate would move the frames of a variable rate by up to 10 ms.
        return [.. encoder, .. format, "-fps_mode", "passthrough", "-enc_time_base:v", "-1"];
    }

    private static string[] Threads(VideoSettings video) => video.Threads is { } threads ? ["-threads", Text(threads)] : [];

    // x265 and SVT-AV1 keep thread pools of their own and do not look at -threads. x265 chats at its own log level.
    private static string X265(int? threads) => "log-level=error" + (threads is { } count ? $":pools={Text(count)}" : "");

    private static string[] Svt(int? threads) => threads is { } count ? ["-svtav1-params", $"lp={Text(count)}"] : [];

    private static string[] Stream(StreamSettings stream, int index)
    {
        var codec = stream.Codec switch
        {
            StreamCodec.Copy => "copy",
            StreamCodec.Aac => "aac",
            StreamCodec.Opus => "libopus",
            StreamCodec.SubRip => "subrip",
            StreamCodec.MovText => "mov_text",
            StreamCodec.WebVtt => "webvtt",
            StreamCodec.Flac => "flac",
            _ => throw new ArgumentOutOfRangeException(nameof(stream), stream.Codec, "Unknown codec"),
        };
        string[] rate = stream.Kilobits is { } kilobits ? [$"-b:{Text(index)}", $"{Text(kilobits)}k"] : [];

        // libopus refuses layouts with side speakers, which nearly all AC-3 has; the nearest of its own is taken.
        string[] layout = stream.Codec is StreamCodec.Opus
            ? [$"-filter:{Text(index)}", "aformat=channel_layouts=7.1|6.1|5.1|5.0|quad|3.0|stereo|mono"]
            : [];
        return [$"-c:{Text(index)}", codec, .. rate, .. layout];
    }

    private static string[] Container(OutputContainer container) => container switch
    {
        OutputContainer.Matroska => ["-f", "matroska"],
        OutputContainer.Mp4 => ["-movflags", "+faststart", "-f", "mp4"],
        OutputContainer.WebM => ["-f", "webm"],
        _ => throw new ArgumentOutOfRangeException(nameof(container), container, "Unknown container"),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
