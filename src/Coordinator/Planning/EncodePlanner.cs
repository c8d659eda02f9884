using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>Decides what is made of a source: the first picture is encoded, everything else kept as far as the container carries it. Pure.</summary>
public static class EncodePlanner
{
    public static PlanOutcome Plan(MediaProbe probe, Profile profile)
    {
        if (FormatRule.Refusal(probe.Formats) is { } noFilm)
        {
            return new PlanOutcome.Refused(noFilm);
        }

        if (probe.MainVideo is not { } video)
        {
            return new PlanOutcome.Refused("The file has no moving picture.");
        }

        if (profile.SkipCodecs.Any(codec => CodecRules.Name(codec) == video.Codec))
        {
            return new PlanOutcome.LeftAsItIs($"The picture is {video.Codec} already, which the profile {profile.Name} leaves as it is.");
        }

        var picture = PictureTable.Decide(video, profile);
        if (picture.Refusal is { } refusal)
        {
            return new PlanOutcome.Refused(refusal);
        }

        var decisions = probe.Streams.Where(stream => stream.Index != video.Index)
            .Select(stream => TrackRules.Keep(Decide(stream, profile), stream, profile.Container)).ToList();
        var settings = new EncodeSettings
        {
            Container = profile.Container,
            Video = picture.Settings,
            Streams = [.. decisions.Select(decision => decision.Settings).OfType<StreamSettings>()],
            Chapters = probe.Chapters,
        };
        IReadOnlyList<string> notes =
            [.. picture.Notes, .. decisions.Select(decision => decision.Note).Append(TagRules.Note(probe, profile.Container)).OfType<string>()];
        return new PlanOutcome.Planned(new JobPlan(settings, probe.Duration, ExpectedFrames(probe, video), notes) { ChangesShape = video.Forms.Count > 1 });
    }

    private static StreamDecision Decide(MediaStream stream, Profile profile) => stream.Kind switch
    {
        MediaStreamKind.Audio => AudioPlanner.Decide(stream, profile),
        MediaStreamKind.Subtitle => SubtitlePlanner.Subtitle(stream, profile.Container),
        MediaStreamKind.Attachment => SubtitlePlanner.Attachment(stream, profile.Container),
        MediaStreamKind.Video when !stream.IsAttachedPicture =>
            new StreamDecision(null, $"{StreamNames.Of(stream)} is left out: only the first picture is encoded."),
        _ => new StreamDecision(null, $"{StreamNames.Of(stream)} is left out."),
    };

    private static long? ExpectedFrames(MediaProbe probe, MediaStream video)
    {
        if (video.FrameCount is > 0)
        {
            return video.FrameCount;
        }

        var rate = (video.AverageFrameRate ?? video.FrameRate)?.Value;
        var frames = (video.Duration ?? probe.Duration)?.TotalSeconds * rate;
        return frames is > 0 and < long.MaxValue ? (long)Math.Round(frames.Value) : null;
    }
}
