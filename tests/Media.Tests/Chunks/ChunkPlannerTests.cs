using Transcoder.Media.Chunks;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Tests.Chunks;

public sealed class ChunkPlannerTests
{
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Minimum = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_film_is_cut_at_keyframes_into_pieces_of_the_same_length()
    {
        var plan = Chunks(Film(seconds: 100));

        Assert.Equal([(0, 34), (34, 66), (66, 100)], plan.List.Select(Seconds));
        Assert.Equal([0, 1, 2], plan.List.Select(chunk => chunk.Index));
        Assert.Equal([34 * 25, 32 * 25, 34 * 25], plan.List.Select(chunk => chunk.Frames));
        Assert.Equal([0, 34_000_000, 66_000_000], plan.List.Select(chunk => chunk.BeginMicroseconds));
        Assert.Equal(TimeSpan.Zero, plan.PictureOffset);
    }

    [Fact]
    public void A_cut_holds_two_keyframes_before_its_piece_and_one_behind_it()
    {
        var plan = Chunks(Film(seconds: 100));

        Assert.Equal([null, 30.0005, 62.0005], plan.List.Select(chunk => chunk.CutFrom));
        Assert.Equal([36.5, 68.5, null], plan.List.Select(chunk => chunk.CutTo));
    }

    [Fact]
    public void Times_are_those_of_the_cut_and_seconds_those_from_the_start_of_the_file()
    {
        // The sound begins half a second before the picture.
        var film = Film(seconds: 100, first: 1_400) with { Start = TimeSpan.FromSeconds(0.9) };

        var plan = Chunks(film);

        Assert.Equal([11_400, 45_400, 77_400], plan.List.Select(chunk => chunk.Start));
        Assert.Equal([45_400, 77_400, 111_361], plan.List.Select(chunk => chunk.End));
        Assert.Equal(30.5005, plan.List[1].CutFrom!.Value, 6);
        Assert.Equal(TimeSpan.FromSeconds(0.5), plan.PictureOffset);
    }

    [Fact]
    public void Where_ffmpeg_has_no_index_it_aims_before_the_keyframe() =>
        Assert.Equal(29.5, Chunks(Film(seconds: 100) with { Formats = ["mpegts"] }).List[1].CutFrom!.Value, 6);

    [Theory]
    [InlineData(30_000, 1001, 1, 10_033)]
    [InlineData(30_000, 1001, 15, 10_501)]
    [InlineData(2_000, 1, 1, 10_001)]
    [InlineData(2_000, 1, -1, 9_999)]
    public void Milliseconds_are_rounded_as_Matroska_rounds(int denominator, int numerator, long ticks, long milliseconds) =>
        Assert.Equal(milliseconds, new CutClock(new Rational(numerator, denominator)).Milliseconds(ticks));

    [Theory]
    [InlineData(44, 1)]
    [InlineData(46, 2)]
    [InlineData(3600, 120)]
    public void Pieces_are_about_as_long_as_wanted(int seconds, int pieces) =>
        Assert.Equal(pieces, (Plan(Film(seconds)) as ChunkPlan.Chunks)?.List.Count ?? 1);

    [Theory]
    [InlineData(300, 0, 10)]
    [InlineData(300, 1, 10)]
    [InlineData(300, 4, 8)]
    [InlineData(300, 7, 7)]
    [InlineData(300, 12, 12)]
    [InlineData(300, 16, 10)]
    [InlineData(90, 2, 4)]
    [InlineData(3600, 7, 119)]
    public void Every_slot_gets_as_many_pieces_as_the_others_where_they_keep_about_their_length(int seconds, int slots, int pieces) =>
        Assert.Equal(pieces, Assert.IsType<ChunkPlan.Chunks>(Plan(Film(seconds), slots)).List.Count);

    [Fact]
    public void No_piece_gets_shorter_than_the_minimum_for_the_sake_of_the_slots() =>
        Assert.Equal(2, Assert.IsType<ChunkPlan.Chunks>(ChunkPlanner.Plan(Film(seconds: 50), Target, TimeSpan.FromSeconds(20), 3)).List.Count);

    [Fact]
    public void No_piece_is_shorter_than_the_minimum_however_keyframes_lie()
    {
        // Behind 98 s are 2 s.
        var plan = Chunks(Film(seconds: 100, keys: [0, 30, 34, 98]));

        Assert.Equal([(0, 34), (34, 100)], plan.List.Select(Seconds));
    }

    [Fact]
    public void Every_frame_is_in_one_piece()
    {
        var plan = Chunks(Film(seconds: 1000));

        Assert.Equal(25_000, plan.List.Sum(chunk => chunk.Frames));
        Assert.Equal(plan.List.Skip(1).Select(chunk => (long?)chunk.Start), plan.List.SkipLast(1).Select(chunk => chunk.End));
        Assert.All(plan.List, chunk => Assert.InRange(chunk.Frames, 26 * 25, 34 * 25));
    }

    [Fact]
    public void What_an_edit_list_hides_at_both_ends_belongs_to_no_piece()
    {
        var film = Film(seconds: 100);
        MediaPacket[] packets = [.. film.Packets.Select(packet => packet with { Discard = packet.Pts < 1_000 || packet.Pts >= 99_000 })];

        var plan = Chunks(film with { Packets = packets, FirstFrames = [.. film.FirstFrames.Select(time => time + 1_000)] });

        Assert.Equal((98 * 25L, 11_000L, (long?)108_961), (plan.List.Sum(chunk => chunk.Frames), plan.List[0].Start, plan.List[^1].End));
    }

    [Fact]
    public void What_no_decoder_can_make_at_the_beginning_belongs_to_no_piece()
    {
        // The first keyframe's leading pictures lean on what was never recorded.
        var film = Film(seconds: 100, first: 80);
        MediaPacket[] packets = [film.Packets[0], new(0, 0, 40, false, false), new(0, 40, 40, false, false), .. film.Packets.Skip(1)];

        Assert.Equal(10_080, Chunks(film with { Packets = packets }).List[0].Start);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_stands_before_the_first_keyframe_belongs_to_the_first_piece_as_far_as_it_is_shown(int shown)
    {
        var film = Film(seconds: 100, first: 80);
        MediaPacket[] packets = [new(0, 0, 40, false, false), new(0, 40, 40, false, false), .. film.Packets];
        long[] frames = [.. film.FirstFrames.Select(time => time - (40 * shown))];

        var chunks = Chunks(film with { Packets = packets, FirstFrames = frames }).List;

        Assert.Equal((10_080 - (40 * shown), 2500 + shown), (chunks[0].Start, chunks.Sum(chunk => chunk.Frames)));
        Assert.Null(chunks[0].CutFrom);
    }

    [Fact]
    public void Leading_pictures_of_keyframes_are_where_they_may_be() =>
        Assert.Equal(2500, Chunks(Film(seconds: 100, lead: 2)).List.Sum(chunk => chunk.Frames));

    [Fact]
    public void A_piece_that_begins_with_an_IDR_picture_needs_nothing_before_it()
    {
        var film = Film(seconds: 100);

        var chunks = ChunkPlanner.FromIdr(film, Chunks(film).List, new HashSet<long> { 34_000 });

        Assert.Equal([null, 34.131, 62.0005], chunks.Select(chunk => chunk.CutFrom));
        Assert.Equal([34.5, 68.5, null], chunks.Select(chunk => chunk.CutTo));
    }

    [Fact]
    public void Pictures_before_an_IDR_picture_may_be_stored_behind_it()
    {
        var film = Film(seconds: 100, lead: 1);

        Assert.Equal(Chunks(film).List, ChunkPlanner.FromIdr(film, Chunks(film).List, new HashSet<long> { 34_000 }));
    }

    [Fact]
    public void An_IDR_picture_with_another_just_behind_it_might_not_be_found()
    {
        var film = Film(seconds: 100);
        film = With(film, (34 * 25) + 5, packet => packet with { Key = true });

        Assert.Equal(Chunks(film).List, ChunkPlanner.FromIdr(film, Chunks(film).List, new HashSet<long> { 34_000 }));
    }

    public static TheoryData<string, Func<ChunkSource, ChunkSource>> OddFilms => new()
    {
        { "No packet of the picture was found.", film => film with { Packets = [] } },
        { "The container ogg is none that is cut.", film => film with { Formats = ["ogg"] } },
        { "The codec wmv3 is none that is cut.", film => film with { Picture = film.Picture with { Codec = "wmv3" } } },
        { "The picture is to be mirrored by the player.", film => film with { Picture = film.Picture with { IsMirrored = true } } },
        { "The picture is to be turned by the player, and by no quarter of a turn.", film => film with { Picture = film.Picture with { Rotation = 45 } } },
        { "The file does not tell the unit of its time stamps.", film => film with { TimeBase = default } },
        { "A packet of the picture has no time stamp.", film => With(film, 710, packet => packet with { Pts = null }) },
        { "The time stamps jump back, or pictures are shown far from where they are stored.", film => With(film, 710, packet => packet with { Pts = 500 }) },
        { "The time stamps begin anew within the film.", film => With(film, 710, packet => packet with { Pts = 1L << 33 }) with { Formats = ["mpegts"] } },
        { "No frame could be decoded.", film => film with { FirstFrames = [] } },
        {
            "Packets are not frames here: the first decoded frames have other time stamps than the first packets.",
            film => film with { FirstFrames = [.. film.FirstFrames.Where((_, place) => place != 7)] }
        },
        { "Frames in the middle of the film are to be hidden.", film => With(film, 710, packet => packet with { Discard = true }) },
        { "Two frames have the same time stamp.", film => With(film, 710, packet => packet with { Pts = packet.Pts - 40 }) },
        { "There is a gap of 12.1 s between two frames.", film => film with { Packets = [.. film.Packets.Where(packet => packet.Pts is < 4_000 or >= 16_080)] } },
        { "There are too few keyframes to cut at.", _ => Film(seconds: 100, keys: [0]) },
        { "The film is too short to be shared out.", _ => Film(seconds: 40) },
    };

    [Theory]
    [MemberData(nameof(OddFilms))]
    public void An_odd_film_stays_whole_and_the_reason_is_said(string reason, Func<ChunkSource, ChunkSource> odd) =>
        Assert.Equal(reason, Assert.IsType<ChunkPlan.Whole>(Plan(odd(Film(seconds: 100)))).Reason);

    private static ChunkPlan Plan(ChunkSource source, int slots = 0) => ChunkPlanner.Plan(source, Target, Minimum, slots);

    private static ChunkPlan.Chunks Chunks(ChunkSource source) => Assert.IsType<ChunkPlan.Chunks>(Plan(source));

    private static (int, int) Seconds(Chunk chunk) => ((int)(chunk.Start - 10_000) / 1000, (int)Math.Ceiling((chunk.End!.Value - 10_000) / 1000.0));

    private static ChunkSource With(ChunkSource film, int changed, Func<MediaPacket, MediaPacket> change) =>
        film with { Packets = [.. film.Packets.Select((packet, place) => place == changed ? change(packet) : packet)] };

    /// <summary>25 frames a second in milliseconds.</summary>
    /// <param name="seconds">How long it is.</param>
    /// <param name="first">Time stamp of the first frame.</param>
    /// <param name="keys">Seconds at which keyframes are shown; every other one unless said.</param>
    /// <param name="lead">Frames that are stored behind each keyframe but the first, and shown before it.</param>
    private static ChunkSource Film(int seconds, long first = 0, int[]? keys = null, int lead = 0)
    {
        var at = (keys ?? [.. Enumerable.Range(0, (seconds + 1) / 2).Select(half => 2 * half)]).Select(second => second * 25).ToHashSet();
        var places = Enumerable.Range(0, seconds * 25)
            .OrderBy(place => Enumerable.Range(1, lead).Where(ahead => at.Contains(place + ahead)).Select(ahead => place + ahead + 0.5).FirstOrDefault(place));
        MediaPacket[] packets = [.. places.Select(place => new MediaPacket(0, first + (40 * place), 40, at.Contains(place), false))];
        return new ChunkSource
        {
            Formats = ["matroska", "webm"],
            Start = TimeSpan.FromMilliseconds(first),
            Picture = new MediaStream { Index = 0, Kind = MediaStreamKind.Video, Codec = "h264" },
            TimeBase = new Rational(1, 1000),
            Packets = packets,
            FirstFrames = [.. Enumerable.Range(0, ChunkSource.FramesDecoded).Select(place => first + (40L * place))],
        };
    }
}
