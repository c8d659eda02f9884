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
    /// <param name="window">Arguments that choose a part of the source; none takes all of it.</param>
    public static IReadOnlyList<string> For(EncodeSettings settings, string source, string result, params IReadOnlyList<string> window) =>
    [
        "-v", "error", "-hide_banner", "-nostdin", "-y", "-progress", "pipe:1", "-nostats",
        .. window, .. FfmpegPath.Input(source),
        .. Picture(settings.Video),
        .. settings.Streams.SelectMany(stream => (string[])["-map", $"0:{Text(stream.SourceStream)}"]),
        "-map_metadata", "0", .. StreamMetadata(settings), "-map_chapters", "0",
        .. VideoArguments.For(settings.Video),
        .. settings.Streams.SelectMany((stream, index) => Stream(stream, index + 1)),
        "-max_muxing_queue_size", "9999",
        .. Container(settings.Container),
        FfmpegPath.Of(result),
    ];

    // ffmpeg 5.1 hands a stream's side data on to its encode, and Matroska then claims Dolby Vision that is not there. A graph of filters with
    // more than one input belongs to no stream and hands on frames only.
    private static string[] Picture(VideoSettings video)
    {
        var stream = $"0:{Text(video.SourceStream)}";
        return video.FramesOnly
            ? ["-filter_complex", $"[{stream}]nullsink;[{stream}]{string.Join(',', VideoFilters.For(video).DefaultIfEmpty("null"))}[picture]", "-map", "[picture]"]
            : ["-map", stream];
    }

    // Such a graph does not hand on the stream's tags either, and whoever asks for one stream's must ask for all.
    private static IEnumerable<string> StreamMetadata(EncodeSettings settings) => settings.Video.FramesOnly
        ? settings.Streams.Select(stream => stream.SourceStream).Prepend(settings.Video.SourceStream)
            .SelectMany((stream, index) => (string[])[$"-map_metadata:s:{Text(index)}", $"0:s:{Text(stream)}"])
        : [];

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
        string[] marks = stream.Dispositions is { } dispositions ? [$"-disposition:{Text(index)}", Marks(dispositions)] : [];
        return [$"-c:{Text(index)}", codec, .. rate, .. layout, .. marks];
    }

    // Said even where there is none, since ffmpeg would make the first track of a kind the default.
    private static string Marks(Dispositions dispositions)
    {
        var set = string.Join('+', DispositionNames.All.Where(named => dispositions.HasFlag(named.Mark)).Select(named => named.Name));
        return set.Length > 0 ? set : "0";
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
