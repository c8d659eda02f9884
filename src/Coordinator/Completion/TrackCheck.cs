using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Completion;

/// <summary>What a result's track says of itself, against the order. Pure.</summary>
internal static class TrackCheck
{
    /// <returns>One sentence for each thing that is not as ordered; empty when all is.</returns>
    public static IReadOnlyList<string> Problems(StreamSettings ordered, MediaStream found, OutputContainer container)
    {
        var problems = new List<string>();
        var name = string.Create(CultureInfo.InvariantCulture, $"{ordered.Kind} from stream {ordered.SourceStream}");
        if (ordered.Language is { } language && found.Language != language)
        {
            problems.Add($"The language of {name} is {found.Language ?? "not said"}, not {language}.");
        }

        if (ordered.Channels is { } channels && found.Channels != channels)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} has {found.Channels} channels, not {channels}."));
        }

        if (ordered.Dispositions is { } marks)
        {
            problems.AddRange(DispositionNames.All
                .Where(mark => found.Dispositions.Contains(mark.Name) != marks.HasFlag(mark.Mark) && !IsMp4sOwn(mark.Mark, marks, container))
                .Select(mark => $"{name} is {(marks.HasFlag(mark.Mark) ? "not " : "")}marked as {mark.Name}."));
        }

        return problems;
    }

    // Where no track of a kind is the default, MP4 makes the first one it: a player would play none.
    private static bool IsMp4sOwn(Dispositions mark, Dispositions ordered, OutputContainer container) =>
        container == OutputContainer.Mp4 && mark == Dispositions.Default && !ordered.HasFlag(Dispositions.Default);
}
