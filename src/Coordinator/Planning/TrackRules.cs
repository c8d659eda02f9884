using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>What a track says of itself, and what each container can say; tried with ffmpeg 5.1.9. Pure.</summary>
internal static class TrackRules
{
    private const int LongestTitle = 80;

    // Second names that MP4 gives to marks for those who hear or see badly, and what is no track of its own.
    private static readonly string[] Unsaid = ["captions", "descriptions", "attached_pic", "timed_thumbnails", "metadata", "dependent", "still_image"];

    /// <summary>Adds to an order what the result's track must say of itself, and to its note what the container cannot say.</summary>
    public static StreamDecision Keep(StreamDecision decision, MediaStream source, OutputContainer container)
    {
        if (decision.Settings is not { Kind: StreamKind.Audio or StreamKind.Subtitle } settings)
        {
            return decision;
        }

        var carried = Carried(container);
        var marks = DispositionNames.All.Where(mark => source.Dispositions.Contains(mark.Name)).Aggregate(Dispositions.None, (all, mark) => all | mark.Mark);
        string[] losses =
        [
            .. source.Dispositions.Where(name => !Unsaid.Contains(name) && (Mark(name) & carried) == 0).Select(name => $"its mark as {name}"),
            .. container == OutputContainer.Mp4 && source.Title is { Length: > 0 } title ? [$"its title \"{Printable(title)}\""] : Array.Empty<string>(),
            .. container == OutputContainer.Mp4 && source.Language is { } language && !IsCode(language)
                ? [$"its language \"{Printable(language)}\""]
                : Array.Empty<string>(),
        ];
        var note = losses.Length == 0 ? null : $"{StreamNames.Of(source)} loses {string.Join(" and ", losses)}: {ContainerRules.Name(container)} cannot say that.";
        return new StreamDecision(
            settings with { Dispositions = marks & carried, Language = source.Language is { } code && IsCode(code) && code != "und" ? code : null },
            decision.Note is null ? note : note is null ? decision.Note : $"{decision.Note} {note}");
    }

    /// <summary>What the picture's own track is called.</summary>
    public static Ruling PictureTitle(MediaStream video, Profile profile) =>
        profile.Container == OutputContainer.Mp4 && video.Title is { Length: > 0 } title
            ? Ruling.Converted($"{StreamNames.Of(video)} loses its title \"{Printable(title)}\": {ContainerRules.Name(profile.Container)} cannot say that.")
            : Ruling.Kept;

    private static Dispositions Carried(OutputContainer container) => container switch
    {
        OutputContainer.Mp4 => Dispositions.Default | Dispositions.Forced | Dispositions.Comment | Dispositions.HearingImpaired
            | Dispositions.VisualImpaired | Dispositions.Dub,
        OutputContainer.WebM => Dispositions.Default | Dispositions.Forced,
        _ => DispositionNames.All.Aggregate(Dispositions.None, (all, mark) => all | mark.Mark),
    };

    private static Dispositions Mark(string name) => DispositionNames.All.FirstOrDefault(mark => mark.Name == name).Mark;

    private static bool IsCode(string language) => language.Length == 3 && language.All(char.IsAsciiLetterLower);

    // A note is one line, whatever a film calls its tracks.
    private static string Printable(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= LongestTitle ? line : $"{line[..LongestTitle]}…";
    }
}
