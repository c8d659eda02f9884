using Transcoder.Chaos.Tests.Films;

namespace Transcoder.Chaos.Tests.Proof;

public sealed class VerdictTests
{
    private static readonly DroppedFilm Good = new(new Film { Number = 1, Kind = FilmKind.Good, Profile = "h264", Frames = 2 }, "good");
    private static readonly DroppedFilm Bad = new(new Film { Number = 2, Kind = FilmKind.Garbage, Profile = "hevc", Frames = 2 }, "bad");
    private static readonly FilmReading Right = new(null, [new FrameMark(1, 0), new FrameMark(1, 1)], 40);

    private static readonly Findings AllWell = new()
    {
        Completed = new Dictionary<string, FilmReading> { ["h264/film-00001.mp4"] = Right },
        Archived = new Dictionary<string, string> { ["h264/film-00001.mkv"] = "good" },
        Failed = new Dictionary<string, string> { ["hevc/film-00002.mkv"] = "bad", ["hevc/film-00002.mkv.hevc.report.txt"] = "text" },
        Records = ["one.json", "two.json"],
    };

    [Fact]
    public void Nothing_is_said_of_kept_promises() => Assert.Empty(Of(AllWell));

    [Fact]
    public void A_lost_film_is_told()
    {
        var none = new Dictionary<string, string>();

        Assert.Equal(
            [
                "h264/film-00001.mkv is good and has no result", "The source h264/film-00001.mkv is not in archive",
                "hevc/film-00002.mkv is Garbage and has no report", "The source hevc/film-00002.mkv is not in failed",
                "There are 0 records of 2 jobs",
            ],
            Of(AllWell with { Completed = new Dictionary<string, FilmReading>(), Archived = none, Failed = none, Records = [] }));
    }

    [Fact]
    public void A_good_film_that_failed_is_told() => Assert.Equal(
        [
            "h264/film-00001.mkv is good and has no result", "The source h264/film-00001.mkv is not in archive",
            "failed/h264/film-00001.mkv should not be there", "failed/h264/film-00001.mkv.h264.report.txt should not be there",
        ],
        Of(AllWell with
        {
            Completed = new Dictionary<string, FilmReading>(),
            Archived = new Dictionary<string, string>(),
            Failed = new Dictionary<string, string>(AllWell.Failed) { ["h264/film-00001.mkv"] = "good", ["h264/film-00001.mkv.h264.report.txt"] = "" },
        }));

    [Fact]
    public void A_wrong_result_is_told() => Assert.Equal(
        ["The result h264/film-00001.mp4 shows frame 0 of film 9 as frame 0"],
        Of(AllWell with
        {
            Completed = new Dictionary<string, FilmReading> { ["h264/film-00001.mp4"] = Right with { Frames = [new FrameMark(9, 0), new FrameMark(9, 1)] } },
        }));

    [Fact]
    public void A_second_result_and_one_of_a_bad_film_are_told() => Assert.Equal(
        ["completed/h264/film-00001 (2).mp4 should not be there", "completed/hevc/film-00002.mkv should not be there"],
        Of(AllWell with
        {
            Completed = new Dictionary<string, FilmReading>(AllWell.Completed) { ["h264/film-00001 (2).mp4"] = Right, ["hevc/film-00002.mkv"] = Right },
        }));

    [Fact]
    public void An_altered_source_is_told() => Assert.Equal(
        ["The source h264/film-00001.mkv in archive was altered", "The source hevc/film-00002.mkv in failed was altered"],
        Of(AllWell with
        {
            Archived = new Dictionary<string, string> { ["h264/film-00001.mkv"] = "other" },
            Failed = new Dictionary<string, string>(AllWell.Failed) { ["hevc/film-00002.mkv"] = "other" },
        }));

    [Theory]
    [InlineData(3, 0, true)]
    [InlineData(3, 1, false)]
    [InlineData(2, 0, false)]
    public void Long_films_of_which_none_was_made_in_chunks_are_told(int films, int inChunks, bool told)
    {
        DroppedFilm[] dropped = [.. Enumerable.Repeat(Good with { Film = Good.Film with { Frames = Film.FewestInChunks } }, films)];

        Assert.Equal(told, Verdict.Of(dropped, AllWell with { InChunks = inChunks }).Contains("None of 3 long films was made in chunks"));
    }

    [Fact]
    public void Whatever_is_left_is_told() => Assert.Equal(
        [
            "The farm did not settle: a is Active", "alpha ended by itself", "A stray file: work/x", "There are 3 records of 2 jobs",
            "A record is no record: .three.json.tmp", "3 messages are left in transcode", "A process is left: ffmpeg",
        ],
        Of(AllWell with
        {
            Unsettled = "a is Active",
            Surprises = ["alpha ended by itself"],
            Strays = ["work/x"],
            Records = ["one.json", "two.json", ".three.json.tmp"],
            Messages = new Dictionary<string, long> { ["transcode"] = 3 },
            Processes = ["ffmpeg"],
        }));

    private static IReadOnlyList<string> Of(Findings findings) => Verdict.Of([Good, Bad], findings);
}
