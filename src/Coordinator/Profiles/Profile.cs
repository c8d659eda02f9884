using Transcoder.Contracts;

namespace Transcoder.Coordinator.Profiles;

/// <summary>A named, proven set of encode settings: whatever is in here, the encoder takes.</summary>
public sealed record Profile
{
    /// <summary>Unique; case matters. Also the name of a folder below <c>incoming/</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How the picture is encoded.</summary>
    public required VideoCodec VideoCodec { get; init; }

    /// <summary>File format of results.</summary>
    public required OutputContainer Container { get; init; }

    /// <inheritdoc cref="VideoSettings.Crf"/>
    public required int Crf { get; init; }

    /// <inheritdoc cref="VideoSettings.Preset"/>
    public required string Preset { get; init; }

    /// <summary>ffmpeg's name of a pixel format that the encoder has; null keeps the source's.</summary>
    public string? PixelFormat { get; init; }

    /// <inheritdoc cref="VideoSettings.Threads"/>
    public int? Threads { get; init; }

    /// <inheritdoc cref="VideoSettings.Fields"/>
    public FieldOrder Fields { get; init; }

    /// <summary>What happens to sound.</summary>
    public AudioRule Audio { get; init; } = AudioRule.Copy;

    /// <summary>Kilobits per second of encoded stereo sound, 16 to 512; other numbers of channels get their share.</summary>
    public int AudioKilobits { get; init; } = 160;

    /// <summary>Sources whose picture is one of these already stay as they are.</summary>
    public IReadOnlyList<VideoCodec> SkipCodecs { get; init; } = [];

    /// <summary>What happens to HDR10+ and Dolby Vision.</summary>
    public DynamicHdrRule DynamicHdr { get; init; } = DynamicHdrRule.Refuse;
}
