using System.Diagnostics.CodeAnalysis;
using Transcoder.Media.Containers;

namespace Transcoder.Media.Ffprobe;

/// <summary>One stream of a file as its header describes it. Null is "the header does not say".</summary>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "Containers hold streams; no other word is used.")]
public sealed record MediaStream
{
    /// <summary>The position in the file, from 0, over all kinds.</summary>
    public required int Index { get; init; }

    /// <summary>What it carries.</summary>
    public required MediaStreamKind Kind { get; init; }

    /// <summary>ffmpeg's name of the codec, such as "h264".</summary>
    public string? Codec { get; init; }

    /// <summary>Such as "High" or "Main 10".</summary>
    public string? Profile { get; init; }

    /// <summary>Coded level as ffmpeg numbers it.</summary>
    public int? Level { get; init; }

    /// <summary>Pixels, before rotation.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels, before rotation.</summary>
    public int? Height { get; init; }

    /// <summary>ffmpeg's name, such as "yuv420p10le".</summary>
    public string? PixelFormat { get; init; }

    /// <summary>"progressive", "tt", "bb", "tb", "bt".</summary>
    public string? FieldOrder { get; init; }

    /// <summary>r_frame_rate: the lowest rate that hits every time stamp.</summary>
    public Rational? FrameRate { get; init; }

    /// <summary>avg_frame_rate: frames by duration.</summary>
    public Rational? AverageFrameRate { get; init; }

    /// <summary>Seconds per tick.</summary>
    public Rational? TimeBase { get; init; }

    /// <summary>The first time stamp; may be negative.</summary>
    public TimeSpan? Start { get; init; }

    /// <summary>Of this stream; Matroska says it in a tag, which is read too.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>nb_frames: packets, in truth, so frames only where nothing is discarded.</summary>
    public long? FrameCount { get; init; }

    /// <summary>
    /// Equal where what the header tells a decoder before the first frame is equal, such as the parameter sets of H.264. Null where it tells nothing.
    /// </summary>
    public string? DecoderSetup { get; init; }

    /// <summary>What it is here and there, each once, how it begins first; of recordings only, where a look finds it, else empty.</summary>
    public IReadOnlyList<StreamForm> Forms { get; init; } = [];

    /// <summary>Sound channels.</summary>
    public int? Channels { get; init; }

    /// <summary>Such as "5.1(side)".</summary>
    public string? ChannelLayout { get; init; }

    /// <summary>Hertz.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Bits per second.</summary>
    public long? BitRate { get; init; }

    /// <summary>As tagged, mostly ISO 639-2.</summary>
    public string? Language { get; init; }

    /// <summary>As tagged.</summary>
    public string? Title { get; init; }

    /// <summary>A cover picture, no film.</summary>
    public bool IsAttachedPicture { get; init; }

    /// <summary>Played unless the viewer chooses otherwise.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Shown even when subtitles are off.</summary>
    public bool IsForced { get; init; }

    /// <summary>ffprobe's names of what the stream is marked as, such as "default" and "comment".</summary>
    public IReadOnlyList<string> Dispositions { get; init; } = [];

    /// <summary>Such as "bt2020".</summary>
    public string? ColorPrimaries { get; init; }

    /// <summary>Such as "smpte2084".</summary>
    public string? ColorTransfer { get; init; }

    /// <summary>Such as "bt2020nc".</summary>
    public string? ColorMatrix { get; init; }

    /// <summary>"tv" or "pc".</summary>
    public string? ColorRange { get; init; }

    /// <summary>Such as "left".</summary>
    public string? ChromaLocation { get; init; }

    /// <summary>Width to height of one pixel, such as "16:15".</summary>
    public string? SampleAspect { get; init; }

    /// <summary>What the container asks players to leave out of the picture; null where it asks nothing.</summary>
    public Cropping? Cropping { get; init; }

    /// <summary>Degrees by which a player turns the picture, as ffmpeg counts: -90 is a quarter clockwise.</summary>
    public int? Rotation { get; init; }

    /// <summary>A player shows the picture as in a mirror, turned or not.</summary>
    public bool IsMirrored { get; init; }

    /// <summary>The display that the film was finished on.</summary>
    public MasteringDisplay? Mastering { get; init; }

    /// <summary>How bright the film gets.</summary>
    public ContentLight? Light { get; init; }

    /// <summary>Null where nothing tells of it.</summary>
    public DolbyVision? DolbyVision { get; init; }

    /// <summary>HDR10+ or the like, which changes from scene to scene. Only frames tell, and only those of some codecs.</summary>
    public bool HasDynamicHdr { get; init; }

    /// <summary>Of a picture.</summary>
    public PictureExtras Extras { get; init; }

    /// <summary>All tags; names compare without case.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>An attachment's file name.</summary>
    public string? FileName => Tags.GetValueOrDefault("filename");

    /// <summary>An attachment's media type.</summary>
    public string? MimeType => Tags.GetValueOrDefault("mimetype");
}
