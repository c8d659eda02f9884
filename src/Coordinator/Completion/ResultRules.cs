using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Completion;

/// <summary>What a result must be, against the order and the coordinator's own index of the source. Pure.</summary>
public static class ResultRules
{
    /// <summary>Millisecond time stamps on either side, rounded once each, and the last microsecond.</summary>
    public static readonly TimeSpan LargestDeviation = TimeSpan.FromMicroseconds(1_501);

    /// <summary>The container, and every stream in its place.</summary>
    /// <returns>One sentence for each thing that is not as ordered; empty when all is.</returns>
    public static IReadOnlyList<string> CheckStreams(EncodeSettings settings, MediaProbe result)
    {
        var problems = new List<string>();
        var format = FormatName(settings.Container);
        if (!result.Formats.Contains(format))
        {
            problems.Add($"The container is {string.Join(',', result.Formats)}, not {format}.");
        }

        problems.AddRange(PictureProblems(settings.Video, result.MainVideo));
        foreach (var (kind, mediaKind) in Kinds)
        {
            var ordered = settings.Streams.Where(stream => stream.Kind == kind).ToList();
            var found = result.Streams.Where(stream => stream.Kind == mediaKind).ToList();
            if (ordered.Count != found.Count)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{found.Count} streams of {kind}, not {ordered.Count}."));
                continue;
            }

            problems.AddRange(ordered.Zip(found)
                .Where(pair => CodecName(pair.First.Codec) is { } name && name != pair.Second.Codec)
                .Select(pair => $"{kind} from stream {pair.First.SourceStream} is {pair.Second.Codec}, not {CodecName(pair.First.Codec)}."));
            problems.AddRange(ordered.Zip(found).SelectMany(pair => TrackCheck.Problems(pair.First, pair.Second, settings.Container)));
        }

        if (settings.Chapters is { } chapters && result.Chapters != chapters)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{result.Chapters} chapters, not {chapters}."));
        }

        return problems;
    }

    /// <summary>The picture alone.</summary>
    /// <inheritdoc cref="CheckStreams"/>
    public static IReadOnlyList<string> PictureProblems(VideoSettings settings, MediaStream? picture)
    {
        var codec = CodecName(settings.Codec);
        IReadOnlyList<string> other = picture?.Codec == codec ? [] : [$"The picture is {picture?.Codec ?? "absent"}, not {codec}."];
        return picture is null ? other : [.. other, .. PictureCheck.Problems(settings, picture)];
    }

    /// <summary>The number of frames and when each is shown.</summary>
    /// <returns>One sentence on the first difference; null when they agree.</returns>
    public static string? CheckFrames(VideoIndex source, VideoIndex result)
    {
        if (source.Frames != result.Frames)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The result has {result.Frames} frames, the source {source.Frames}.");
        }

        return source.LargestDeviation(result) is not { } deviation ? "Not every frame tells when it is shown."
            : deviation <= LargestDeviation ? null
            : string.Create(CultureInfo.InvariantCulture, $"A frame is shown {deviation.TotalMilliseconds:0.0} ms off its time in the source.");
    }

    private static readonly (StreamKind Kind, MediaStreamKind Media)[] Kinds =
    [
        (StreamKind.Audio, MediaStreamKind.Audio),
        (StreamKind.Subtitle, MediaStreamKind.Subtitle),
        (StreamKind.Attachment, MediaStreamKind.Attachment),
    ];

    /// <summary>ffmpeg's name of a container.</summary>
    internal static string FormatName(OutputContainer container) => container switch
    {
        OutputContainer.Matroska => "matroska",
        OutputContainer.WebM => "webm",
        _ => "mp4",
    };

    private static string CodecName(VideoCodec codec) => codec switch
    {
        VideoCodec.H264 => "h264",
        VideoCodec.Hevc => "hevc",
        VideoCodec.Av1 => "av1",
        _ => "vp9",
    };

    private static string? CodecName(StreamCodec codec) => codec switch
    {
        StreamCodec.Aac => "aac",
        StreamCodec.Opus => "opus",
        StreamCodec.Flac => "flac",
        StreamCodec.SubRip => "subrip",
        StreamCodec.MovText => "mov_text",
        StreamCodec.WebVtt => "webvtt",
        _ => null,
    };
}
