using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>What an encoder is told of the frame rate. Pure.</summary>
internal static class RateRule
{
    // Where nothing better is known: SVT-AV1 sets keyframes by it.
    private const int Usual = 30;

    /// <summary>
    /// SVT-AV1 takes at most 240 frames a second, and a source of variable rate counts, for ffmpeg, as one of the rate that hits each of its times: 600 of a
    /// phone, 1000 of a browser.
    /// </summary>
    public static Ruling Decide(MediaStream video, Profile profile) => profile.VideoCodec != VideoCodec.Av1 || IsTaken(video.FrameRate)
        ? Ruling.Kept
        : Ruling.KeptBy(settings => settings with
        {
            FrameRate = video.AverageFrameRate?.Value is > 0 and var average ? (int)Math.Clamp(Math.Round(average), 1, VideoSettings.MostFrameRate) : Usual,
        });

    private static bool IsTaken(Rational? rate) => rate is { Value: > 0 and <= VideoSettings.MostFrameRate };
}
