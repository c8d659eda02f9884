using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>A plan in words, for who wants to know it before anything is done. Pure.</summary>
public static class PlanText
{
    /// <param name="probe">Of the source.</param>
    /// <param name="plan">Made of it.</param>
    /// <returns>One sentence each: what the picture becomes, what is kept as it is, then what changes or is left out.</returns>
    public static IReadOnlyList<string> Of(MediaProbe probe, JobPlan plan)
    {
        var (video, settings) = (plan.Settings.Video, plan.Settings);
        var streams = probe.Streams.ToDictionary(stream => stream.Index);
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"{StreamNames.Of(streams[video.SourceStream])} is encoded to {video.Codec}: CRF {video.Crf}, preset {video.Preset}."),
            .. settings.Streams.Where(stream => stream.Codec is StreamCodec.Copy).Select(stream => $"{StreamNames.Of(streams[stream.SourceStream])} is kept."),
            .. probe.Chapters > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{probe.Chapters} chapters are kept.")] : Array.Empty<string>(),
            .. plan.Notes,
        ];
    }
}
