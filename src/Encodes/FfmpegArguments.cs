using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Media.Chunks;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Encodes;

/// <summary>The command line of one encode, by value.</summary>
public static class FfmpegArguments
{
    // As many as ffmpeg takes by itself: each holds frames.
    private const int MostDecoderThreads = 16;

    /// <summary>SVT-AV1 writes its banner to standard error whatever ffmpeg's log level is, and only errors may stand there.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["SVT_LOG"] = "1" };

    /// <param name="settings">Proven to be in range.</param>
    /// <param name="source">Absolute path of the file to read.</param>
    /// <param name="result">Absolute path of the file to write, under any ending.</param>
    /// <param name="window">Arguments on how to read the source, such as those that choose a part of it; none takes all of it.</param>
    public static IReadOnlyList<string> For(EncodeSettings settings, string source, string result, params IReadOnlyList<string> window) =>
    [
        .. Common, .. DecoderThreads(settings.Video), .. window, .. WholeInput(settings.Video), .. FfmpegPath.Input(source),
        .. Picture(settings.Video), .. Streams(settings),
        "-map_metadata", "0", .. StreamMetadata(settings), "-map_chapters", "0",
        .. VideoArguments.For(settings.Video),
        .. settings.Streams.SelectMany((stream, index) => Stream(stream, index + 1)),
        .. Output(settings.Container, result),
    ];

    /// <param name="settings">As the order has it for what is read, the source or a cut of it; proven to be in range, as the piece is.</param>
    /// <param name="piece">Null for the whole film.</param>
    /// <param name="source">As for a whole film.</param>
    /// <param name="result">Likewise.</param>
    /// <param name="reading">More options for reading the source.</param>
    public static IReadOnlyList<string> For(EncodeSettings settings, PieceSettings? piece, string source, string result, IReadOnlyList<string> reading) => piece?.Content switch
    {
        null => For(settings, source, result, reading),
        PieceContent.Picture =>
        [
            .. Common, .. Complaints.Each, .. DecoderThreads(settings.Video), .. reading, .. PieceInput(piece), .. FfmpegPath.Input(source),
            .. Picture(settings.Video, piece), "-map_metadata", "-1", "-map_chapters", "-1",
            .. VideoArguments.For(settings.Video, piece),
            .. Output(settings.Container, result),
        ],
        PieceContent.Tracks =>
        [
            .. Common, .. Complaints.Each, .. reading, .. FfmpegPath.Input(source),
            .. Streams(settings), "-map_metadata", "0", "-map_chapters", "0",
            .. settings.Streams.SelectMany(Stream),
            "-output_ts_offset", Text((int)StitchClock.TracksOffset(Format(settings.Container)).TotalSeconds),
            .. Output(settings.Container, result), .. StitchClock.FromFilmsStart(0, settings.Video.SourceStream),
        ],
        var other => throw new ArgumentOutOfRangeException(nameof(piece), other, "Unknown content"),
    };

    /// <summary>
    /// Options for reading a cut: the order speaks of the times that it has. Whether it says how to turn the picture depends on the version of ffmpeg
    /// that made it, so that is left to the order as well.
    /// </summary>
    public static IReadOnlyList<string> CutInput { get; } = ["-copyts", "-noautorotate"];

    /// <summary>Options for reading the cut of a piece so that the piece begins at 0; what the cut has before it comes before that.</summary>
    public static IReadOnlyList<string> PieceInput(PieceSettings piece) => piece.Start is { } start and not 0
        ? [.. CutInput, "-itsoffset", (start / -1000m).ToString("F3", CultureInfo.InvariantCulture)]
        : CutInput;

    /// <summary>Options for reading a whole film: a picture that is not turned takes along what players are told to do with it.</summary>
    public static IReadOnlyList<string> WholeInput(VideoSettings video) => video.Shape?.Rotation is null ? [] : ["-noautorotate"];

    // All that ffmpeg's encoder takes (5.1 to 9.0), so none is changed. Sound that does not say which speakers it is for, as Speex, it refuses, and gets the first
    // of as many channels here.
    private const string AacLayouts =
        "mono|stereo|3.0|4.0|5.0|5.1|6.1|7.1|2.1|3.0(back)|3.1|4.1|quad|quad(side)|5.0(side)|5.1(side)|6.0|6.0(front)|hexagonal|6.1(back)|6.1(front)"
        + "|7.0|7.0(front)|7.1(wide)|7.1(wide-side)|octagonal";

    private static IReadOnlyList<string> Common { get; } = ["-v", "error", "-hide_banner", "-nostdin", "-y", "-progress", "pipe:1", "-nostats"];

    private static string[] DecoderThreads(VideoSettings video) => video.Threads is { } threads ? ["-threads", Text(Math.Min(threads, MostDecoderThreads))] : [];

    private static IEnumerable<string> Streams(EncodeSettings settings) =>
        settings.Streams.SelectMany(stream => (string[])["-map", $"0:{Text(stream.SourceStream)}"]);

    private static IEnumerable<string> Output(OutputContainer container, string result) =>
        ["-max_muxing_queue_size", "9999", .. Container(container), FfmpegPath.Of(result)];

    // ffmpeg 5.1 hands a stream's side data on to its encode, and Matroska then claims Dolby Vision that is not there. A graph of filters with
    // more than one input belongs to no stream and hands on frames only.
    private static string[] Picture(VideoSettings video, PieceSettings? piece = null)
    {
        var stream = $"0:{Text(video.SourceStream)}";
        return video.FramesOnly
            ? ["-filter_complex", $"[{stream}]nullsink;[{stream}]{string.Join(',', VideoFilters.For(video, piece).DefaultIfEmpty("null"))}[picture]", "-map", "[picture]"]
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

        string[] layout = stream.Codec switch
        {
            StreamCodec.Opus => OpusFilters(index),
            StreamCodec.Aac => [$"-filter:{Text(index)}", $"aformat=channel_layouts={AacLayouts}"],
            _ => [],
        };
        string[] marks = stream.Dispositions is { } dispositions ? [$"-disposition:{Text(index)}", DispositionNames.Of(dispositions)] : [];
        return [$"-c:{Text(index)}", codec, .. rate, .. layout, .. marks];
    }

    /// <summary>Filters before libopus; of two such options ffmpeg takes the later one.</summary>
    /// <param name="index">The stream's place in the result.</param>
    /// <param name="more">One filter more; null for none.</param>
    // libopus refuses layouts with side speakers, which nearly all AC-3 has; the nearest of its own is taken. Of any other rate than 48 kHz, which Opus
    // counts in, the muxer of ffmpeg 5.1 takes the lead for one of 48 kHz, and the sound would come up to 5.4 ms late.
    public static string[] OpusFilters(int index, string? more = null) =>
        [$"-filter:{Text(index)}", $"aformat=sample_rates=48000:channel_layouts=7.1|6.1|5.1|5.0|quad|3.0|stereo|mono{(more is null ? "" : $",{more}")}"];

    /// <summary>ffmpeg's name of a container.</summary>
    public static string Format(OutputContainer container) => container switch
    {
        OutputContainer.Matroska => "matroska",
        OutputContainer.Mp4 => "mp4",
        OutputContainer.WebM => "webm",
        _ => throw new ArgumentOutOfRangeException(nameof(container), container, "Unknown container"),
    };

    private static string[] Container(OutputContainer container) =>
        [.. container is OutputContainer.Mp4 ? ["-movflags", "+faststart"] : Array.Empty<string>(), "-f", Format(container)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
