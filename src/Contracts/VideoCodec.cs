namespace Transcoder.Contracts;

/// <summary>Video encoders, by the name of the format and the library behind it.</summary>
public enum VideoCodec
{
    /// <summary>H.264 by libx264.</summary>
    H264 = 0,

    /// <summary>HEVC by libx265.</summary>
    Hevc = 1,

    /// <summary>AV1 by libsvtav1.</summary>
    Av1 = 2,

    /// <summary>VP9 by libvpx-vp9.</summary>
    Vp9 = 3,
}
