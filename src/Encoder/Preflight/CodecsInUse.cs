using Transcoder.Contracts;

namespace Transcoder.Encoder.Preflight;

/// <summary>The codecs that orders to this process may ask for; each of them is proven before the first order.</summary>
/// <param name="Codecs">Without repeats.</param>
public sealed record CodecsInUse(IReadOnlyList<VideoCodec> Codecs)
{
    /// <summary>For an encoder that takes any order.</summary>
    public static CodecsInUse All { get; } = new([VideoCodec.H264, VideoCodec.Hevc, VideoCodec.Av1, VideoCodec.Vp9]);
}
