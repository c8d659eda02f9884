namespace Transcoder.Coordinator.Profiles;

/// <summary>
/// A profile as the configuration writes it (<c>Profiles:NAME</c>). What is left out comes from the built-in profile of that name,
/// or for a new name from the built-in profile of its <see cref="VideoCodec"/>.
/// </summary>
public sealed class ProfileOptions
{
    /// <summary>The names of all settings of a profile.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        nameof(VideoCodec), nameof(Container), nameof(Crf), nameof(Preset), nameof(PixelFormat), nameof(Threads), nameof(Fields), nameof(Audio),
        nameof(AudioKilobits), nameof(DynamicHdr), nameof(SkipCodecs),
    ];

    /// <summary>H264, Hevc, Av1 or Vp9; a new profile must say it.</summary>
    public string? VideoCodec { get; init; }

    /// <summary>Matroska, Mp4 or WebM; WebM takes Av1 and Vp9 only.</summary>
    public string? Container { get; init; }

    /// <summary>Constant rate factor: 0 to 51 for H264 and Hevc, 0 to 63 for Av1 and Vp9; lower is better and larger.</summary>
    public int? Crf { get; init; }

    /// <summary>"ultrafast" to "placebo" for H264 and Hevc, "0" to "13" for Av1, "0" to "8" for Vp9.</summary>
    public string? Preset { get; init; }

    /// <summary>ffmpeg's name of a pixel format that the encoder has, such as "yuv420p10le"; empty keeps the source's.</summary>
    public string? PixelFormat { get; init; }

    /// <summary>Threads that encode, and at most as many that decode for them, 1 to 256; left out, decoder and encoder choose.</summary>
    public int? Threads { get; init; }

    /// <summary>AsMarked, TopFirst, BottomFirst or Progressive: what sources are taken for.</summary>
    public string? Fields { get; init; }

    /// <summary>Copy (where the container can carry it) or Encode.</summary>
    public string? Audio { get; init; }

    /// <summary>Kilobits per second of encoded stereo sound, 16 to 512; other numbers of channels get their share.</summary>
    public int? AudioKilobits { get; init; }

    /// <summary>Refuse or Drop: what happens to HDR10+ and Dolby Vision, which no encoder here can write.</summary>
    public string? DynamicHdr { get; init; }

    /// <summary>H264, Hevc, Av1, Vp9: sources whose picture is one of these already stay as they are; none unless said.</summary>
    public IReadOnlyList<string>? SkipCodecs { get; init; }
}
