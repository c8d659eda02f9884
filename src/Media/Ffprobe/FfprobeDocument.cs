using System.Text.Json.Serialization;

namespace Transcoder.Media.Ffprobe;

/// <summary>ffprobe's JSON, as far as it is read. It writes most numbers as text, and leaves out what it does not know.</summary>
internal sealed record FfprobeDocument
{
    public FfprobeFormat? Format { get; init; }

    // What is left out is null whatever initial value stands here: the generated reader sets every property.
    public IReadOnlyList<FfprobeStream>? Streams { get; init; }

    public IReadOnlyList<FfprobeChapter>? Chapters { get; init; }

    public IReadOnlyList<FfprobeFrame>? Frames { get; init; }
}

internal sealed record FfprobeFormat
{
    public string? FormatName { get; init; }

    public string? StartTime { get; init; }

    public string? Duration { get; init; }

    public string? BitRate { get; init; }

    public Dictionary<string, string>? Tags { get; init; }
}

internal sealed record FfprobeStream
{
    public int Index { get; init; }

    public string? CodecName { get; init; }

    public string? CodecType { get; init; }

    public string? Profile { get; init; }

    public int? Level { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public string? PixFmt { get; init; }

    public string? FieldOrder { get; init; }

    public string? RFrameRate { get; init; }

    public string? AvgFrameRate { get; init; }

    public string? TimeBase { get; init; }

    public string? StartTime { get; init; }

    public string? Duration { get; init; }

    public string? NbFrames { get; init; }

    public string? ExtradataHash { get; init; }

    public int? Channels { get; init; }

    public string? ChannelLayout { get; init; }

    public string? SampleRate { get; init; }

    public string? BitRate { get; init; }

    public string? ColorPrimaries { get; init; }

    public string? ColorTransfer { get; init; }

    public string? ColorSpace { get; init; }

    public string? ColorRange { get; init; }

    public string? ChromaLocation { get; init; }

    public string? SampleAspectRatio { get; init; }

    public Dictionary<string, int>? Disposition { get; init; }

    public Dictionary<string, string>? Tags { get; init; }

    public IReadOnlyList<FfprobeSideData>? SideDataList { get; init; }
}

internal sealed record FfprobeSideData
{
    public string? SideDataType { get; init; }

    public string? Type { get; init; }

    public double? Rotation { get; init; }

    public string? Displaymatrix { get; init; }

    public string? RedX { get; init; }

    public string? RedY { get; init; }

    public string? GreenX { get; init; }

    public string? GreenY { get; init; }

    public string? BlueX { get; init; }

    public string? BlueY { get; init; }

    public string? WhitePointX { get; init; }

    public string? WhitePointY { get; init; }

    public string? MaxLuminance { get; init; }

    public string? MinLuminance { get; init; }

    public int? MaxContent { get; init; }

    public int? MaxAverage { get; init; }

    public int? DvProfile { get; init; }

    public int? DvBlSignalCompatibilityId { get; init; }
}

internal sealed record FfprobeFrame
{
    public int InterlacedFrame { get; init; }

    public int TopFieldFirst { get; init; }

    public IReadOnlyList<FfprobeSideData>? SideDataList { get; init; }
}

internal sealed record FfprobeChapter;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(FfprobeDocument))]
internal sealed partial class FfprobeJson : JsonSerializerContext;
