using System.Globalization;

namespace Transcoder.Media.Ffprobe;

/// <summary>Makes our records of ffprobe's; whatever is missing or senseless becomes null.</summary>
internal static class FfprobeReading
{
    private const int UnknownLevel = -99;

    public static MediaProbe ToProbe(FfprobeDocument document) => new()
    {
        Formats = document.Format?.FormatName?.Split(',') ?? [],
        Duration = Seconds(document.Format?.Duration),
        Start = Seconds(document.Format?.StartTime),
        BitRate = Long(document.Format?.BitRate),
        Tags = Tags(document.Format?.Tags),
        Streams = [.. document.Streams?.Select(ToStream) ?? []],
        Chapters = document.Chapters?.Count ?? 0,
    };

    /// <returns>The stream with what its first decoded frames add to its header.</returns>
    public static MediaStream AddFrames(MediaStream stream, IReadOnlyList<FfprobeFrame> frames)
    {
        var views = stream.Extras & (PictureExtras.Stereo | PictureExtras.Flat);
        foreach (var frame in frames)
        {
            stream = SideData.AddTo(stream, frame.SideDataList);
        }

        // Of frames ffprobe does not tell which views there are.
        if (views is not PictureExtras.Stereo && stream.Extras.HasFlag(PictureExtras.Stereo))
        {
            stream = stream with { Extras = (stream.Extras & ~PictureExtras.Stereo) | (views is PictureExtras.None ? PictureExtras.PackedFrames : views) };
        }

        return stream.FieldOrder is null or "unknown" && frames.FirstOrDefault(frame => frame.InterlacedFrame == 1) is { } interlaced
            ? stream with { FieldOrder = interlaced.TopFieldFirst == 1 ? "tt" : "bb" }
            : stream;
    }

    private static MediaStream ToStream(FfprobeStream stream)
    {
        var tags = Tags(stream.Tags);
        var result = new MediaStream
        {
            Index = stream.Index,
            Kind = Kind(stream.CodecType),
            Codec = stream.CodecName,
            Profile = stream.Profile,
            Level = stream.Level == UnknownLevel ? null : stream.Level,
            Width = stream.Width,
            Height = stream.Height,
            PixelFormat = stream.PixFmt,
            FieldOrder = stream.FieldOrder,
            FrameRate = Rate(stream.RFrameRate),
            AverageFrameRate = Rate(stream.AvgFrameRate),
            TimeBase = Rate(stream.TimeBase),
            Start = Seconds(stream.StartTime),
            Duration = Seconds(stream.Duration) ?? Clock(tags.GetValueOrDefault("DURATION")),
            FrameCount = Long(stream.NbFrames),
            DecoderSetup = stream.ExtradataHash,
            Channels = stream.Channels,
            ChannelLayout = stream.ChannelLayout,
            SampleRate = (int?)Long(stream.SampleRate),
            BitRate = Long(stream.BitRate),
            Language = tags.GetValueOrDefault("language"),
            Title = tags.GetValueOrDefault("title"),
            IsAttachedPicture = Has(stream, "attached_pic"),
            IsDefault = Has(stream, "default"),
            IsForced = Has(stream, "forced"),
            Dispositions = [.. (stream.Disposition ?? []).Where(mark => mark.Value == 1).Select(mark => mark.Key)],
            ColorPrimaries = stream.ColorPrimaries,
            ColorTransfer = stream.ColorTransfer,
            ColorMatrix = stream.ColorSpace,
            ColorRange = stream.ColorRange,
            ChromaLocation = stream.ChromaLocation,
            SampleAspect = stream.SampleAspectRatio,
            Rotation = (int?)stream.SideDataList?.FirstOrDefault(data => data.Rotation is not null)?.Rotation,
            IsMirrored = SideData.Mirrors(stream.SideDataList),
            Tags = tags,
        };
        return SideData.AddTo(result, stream.SideDataList);
    }

    private static MediaStreamKind Kind(string? codecType) => codecType switch
    {
        "video" => MediaStreamKind.Video,
        "audio" => MediaStreamKind.Audio,
        "subtitle" => MediaStreamKind.Subtitle,
        "attachment" => MediaStreamKind.Attachment,
        "data" => MediaStreamKind.Data,
        _ => MediaStreamKind.Unknown,
    };

    private static bool Has(FfprobeStream stream, string disposition) => stream.Disposition?.GetValueOrDefault(disposition) == 1;

    // Containers disagree on the case of tag names.
    private static Dictionary<string, string> Tags(Dictionary<string, string>? tags)
    {
        var result = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in tags ?? [])
        {
            result.TryAdd(name, value);
        }

        return result;
    }

    // ffprobe writes 0/0 for "unknown".
    private static Rational? Rate(string? text) => Rational.TryParse(text, out var rate) && rate is { Numerator: > 0, Denominator: > 0 } ? rate : null;

    private static long? Long(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static TimeSpan? Seconds(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < (decimal)TimeSpan.MaxValue.TotalSeconds
            ? new TimeSpan((long)(seconds * TimeSpan.TicksPerSecond))
            : null;

    // Matroska's "HH:MM:SS.nnnnnnnnn".
    private static TimeSpan? Clock(string? text) =>
        text?.Split(':') is [var hours, var minutes, var seconds]
        && int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var wholeHours)
        && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var wholeMinutes)
        && Seconds(seconds) is { } rest
            ? TimeSpan.FromHours(wholeHours) + TimeSpan.FromMinutes(wholeMinutes) + rest
            : null;
}
