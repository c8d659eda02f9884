using Transcoder.Contracts;
using Transcoder.Coordinator.Planning;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Tests.Planning;

public sealed class TrackRulesTests
{
    private static readonly MediaStream Sound = new() { Index = 1, Kind = MediaStreamKind.Audio, Codec = "aac", Language = "ger" };

    private static readonly StreamDecision Copied =
        new(new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Copy }, null);

    [Theory]
    [InlineData(OutputContainer.Matroska, Dispositions.Default | Dispositions.Original | Dispositions.Comment, null)]
    [InlineData(OutputContainer.Mp4, Dispositions.Default | Dispositions.Comment, "Stream 1 (sound, aac, ger) loses its mark as original: MP4 cannot say that.")]
    [InlineData(OutputContainer.WebM, Dispositions.Default, "Stream 1 (sound, aac, ger) loses its mark as original and its mark as comment: WebM cannot say that.")]
    public void Marks_are_kept_as_far_as_the_container_has_them(OutputContainer container, Dispositions marks, string? note)
    {
        var decision = TrackRules.Keep(Copied, Sound with { Dispositions = ["default", "original", "comment"] }, container);

        Assert.Equal((marks, "ger"), (decision.Settings!.Dispositions, decision.Settings.Language));
        Assert.Equal(note, decision.Note);
    }

    [Fact]
    public void A_mark_that_nothing_carries_is_named() => Assert.Equal(
        "Stream 1 (sound, aac, ger) loses its mark as karaoke: Matroska cannot say that.",
        TrackRules.Keep(Copied, Sound with { Dispositions = ["karaoke"] }, OutputContainer.Matroska).Note);

    [Fact]
    public void Second_names_of_marks_are_not_missed() => Assert.Null(
        TrackRules.Keep(Copied, Sound with { Dispositions = ["hearing_impaired", "captions", "dependent"] }, OutputContainer.Mp4).Note);

    [Fact]
    public void A_note_names_the_beginning_of_a_title_that_is_long() => Assert.Equal(
        $"Stream 1 (sound, aac, ger) loses its title \"{new string('x', 80)}…\": MP4 cannot say that.",
        TrackRules.Keep(Copied, Sound with { Title = new string('x', 81) }, OutputContainer.Mp4).Note);

    [Fact]
    public void A_note_is_one_line_whatever_a_track_is_called() => Assert.Equal(
        "Stream 1 (sound, aac, ger) loses its title \"a b\": MP4 cannot say that.",
        TrackRules.Keep(Copied, Sound with { Title = "a\nb" }, OutputContainer.Mp4).Note);

    [Theory]
    [InlineData("de-AT", OutputContainer.Mp4, null, true)]
    [InlineData("de-AT", OutputContainer.Matroska, null, false)]
    [InlineData("und", OutputContainer.Mp4, null, false)]
    [InlineData("fre", OutputContainer.Mp4, "fre", false)]
    public void Mp4_takes_languages_of_three_letters(string language, OutputContainer container, string? ordered, bool noted)
    {
        var decision = TrackRules.Keep(Copied, Sound with { Language = language }, container);

        Assert.Equal((ordered, noted), (decision.Settings!.Language, decision.Note is not null));
    }

    [Fact]
    public void What_is_left_out_has_nothing_to_lose()
    {
        var leftOut = new StreamDecision(null, "left out");

        Assert.Equal(leftOut, TrackRules.Keep(leftOut, Sound with { Title = "x" }, OutputContainer.Mp4));
    }

    [Fact]
    public void Mp4_has_names_for_some_tags_only()
    {
        var probe = new MediaProbe
        {
            Formats = ["matroska"],
            Streams = [],
            Tags = new Dictionary<string, string> { ["TITLE"] = "x", ["RATING"] = "5", ["ENCODER"] = "y", ["ACTOR"] = "z" },
        };

        Assert.Equal("MP4 has no place for the film's tags ACTOR, RATING: left out.", TagRules.Note(probe, OutputContainer.Mp4));
        Assert.Null(TagRules.Note(probe, OutputContainer.Matroska));
    }

    [Theory]
    [InlineData(20, ", x38, x39: left out.")]
    [InlineData(21, ", x38, x39 and more: left out.")]
    public void A_note_names_twenty_tags(int tags, string end)
    {
        var probe = new MediaProbe
        {
            Formats = ["matroska"],
            Streams = [],
            Tags = Enumerable.Range(20, tags).ToDictionary(number => $"x{number}", _ => ""),
        };

        Assert.EndsWith(end, TagRules.Note(probe, OutputContainer.Mp4), StringComparison.Ordinal);
    }
}
