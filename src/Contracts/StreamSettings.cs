namespace Transcoder.Contracts;

/// <summary>One stream of the result beside the encoded picture.</summary>
public sealed record StreamSettings
{
    /// <summary>Index of the stream in the source, as ffprobe counts them.</summary>
    public required int SourceStream { get; init; }

    /// <summary>What the stream is.</summary>
    public required StreamKind Kind { get; init; }

    /// <summary>What becomes of it.</summary>
    public required StreamCodec Codec { get; init; }

    /// <summary>ffmpeg's name of the codec that the source's sound has, such as "opus"; null where that is not known.</summary>
    public string? SourceCodec { get; init; }

    /// <summary>Bit rate in kbit/s for encoded sound, 16 to 1536; null for everything else.</summary>
    public int? Kilobits { get; init; }

    /// <summary>How the track is marked; null leaves that to ffmpeg.</summary>
    public Dispositions? Dispositions { get; init; }

    /// <summary>The language that the result must tell, three lower-case letters; null is not checked.</summary>
    public string? Language { get; init; }

    /// <summary>How many channels the result's sound must have; null is not checked.</summary>
    public int? Channels { get; init; }
}
