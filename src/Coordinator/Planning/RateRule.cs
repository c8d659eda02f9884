using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>
/// What an encoder is told of the frame rate. Of a variable rate ffmpeg tells it the one that hits each time, 600 of a phone's film and 1000 of a
/// browser's: x265 makes such pictures much poorer, since each is seen for so short, and SVT-AV1 takes no more than 240. Pure.
/// </summary>
internal static class RateRule
{
    // Where nothing better is known.
    private const int Usual = 30;

    // An average that is lower by less is a film with pauses, or the end of one.
    private const double MostAboveAverage = 1.5;

    public static Ruling Decide(MediaStream video, Profile profile) => profile.VideoCodec is VideoCodec.Hevc or VideoCodec.Av1 && Told(video) is { } rate
        ? Ruling.KeptBy(settings => settings with { FrameRate = rate })
        : Ruling.Kept;

    private static int? Told(MediaStream video)
    {
        var average = video.AverageFrameRate?.Value is > 0 and var mean ? mean : (double?)null;
        return video.FrameRate?.Value is > 0 and <= VideoSettings.MostFrameRate and var rate && (average is null || rate <= MostAboveAverage * average) ? null
            : average is { } told ? (int)Math.Clamp(Math.Round(told), 1, VideoSettings.MostFrameRate)
            : Usual;
    }
}
