using System.Text.Json;
using Transcoder.Media.Chunks;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Media.Tests.Chunks;

public sealed class ChunkArgumentsTests
{
    private static readonly Chunk Middle = new() { Index = 1, CutFrom = 0.5, CutTo = 71, Start = 12_000, End = 13_000, Frames = 25, BeginMicroseconds = 2_000_000 };

    private static readonly ChunkStitch Stitch = new()
    {
        Chunks = [("/w/a.mkv", 0), ("/w/b's.mkv", 8_008_000), ("/w/c.mkv", 20_500_001)],
        Source = "/in/film.mov",
        PictureStream = 2,
        PictureOffset = TimeSpan.FromSeconds(0.025),
        Streams = [(0, "default"), (4, null)],
        Format = "matroska",
        Destination = "/w/film.mkv",
    };

    [Fact]
    public void A_cut_keeps_its_times_and_takes_nothing_but_the_picture() => Assert.Equal(
        "-v error -nostdin -y -copyts -ss 0.500000 -to 71.000000 ONE-FILE -i file:/in/film.mov -map 0:2 -c copy -map_metadata -1 " +
        "-map_chapters -1 -avoid_negative_ts disabled -output_ts_offset 10 -f matroska file:/w/cut.mkv",
        Line(ChunkCutter.Arguments("/in/film.mov", 2, Middle, "/w/cut.mkv")));

    [Fact]
    public void A_cut_from_the_beginning_to_the_end_says_neither_and_takes_what_stands_before_the_first_keyframe()
    {
        var line = Line(ChunkCutter.Arguments("/in/film.mov", 0, Middle with { CutFrom = null, CutTo = null }, "/w/cut.mkv"));

        Assert.StartsWith("-v error -nostdin -y -copyts ONE-FILE -i ", line, StringComparison.Ordinal);
        Assert.Contains(" -c copy -copyinkf ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_piece_but_the_last_lasts_until_the_next_begins() => Assert.Equal(
        """
        ffconcat version 1.0
        file 'file:/w/a.mkv'
        duration 8.008000
        file 'file:/w/b'\''s.mkv'
        duration 12.492001
        file 'file:/w/c.mkv'

        """,
        ChunkStitcher.List(Stitch.Chunks));

    [Fact]
    public void A_sandbox_for_any_number_of_pieces_has_their_folder() => Assert.Equal(
        ["/w/pieces", "/in/film.mov", "/w/tracks.mp4"],
        ChunkStitcher.Files(Stitch with
        {
            Chunks = [.. Enumerable.Range(0, 2000).Select(index => ($"/w/pieces/{index}.mkv", index * 1000L))],
            Tracks = "/w/tracks.mp4",
        }).Reads);

    [Fact]
    public void What_is_copied_comes_from_the_source_with_its_tags() => Assert.Equal(
        "-v repeat+error -nostdin -y -itsoffset 0.025000 PIECES -thread_queue_size 256 -f concat -safe 0 -i pipe:0 ONE-FILE -i file:/in/film.mov " +
        "-map 0:v:0 -map 1:0 -map 1:4 -map_metadata 1 -map_chapters 1 -map_metadata:s:0 1:s:2 -map_metadata:s:1 1:s:0 -map_metadata:s:2 1:s:4 -c copy " +
        "-disposition:1 default -max_muxing_queue_size 9999 -f matroska file:/w/film.mkv -map 1:2 -c copy -frames:v 0 -f null -",
        Line(ChunkStitcher.Arguments(Stitch, TimeSpan.Zero)));

    [Fact]
    public void Tracks_are_put_back_to_where_they_were_made() => Assert.Equal(
        "-v repeat+error -nostdin -y -itsoffset 0.025000 PIECES -thread_queue_size 256 -f concat -safe 0 -i pipe:0 -itsoffset 0.250000 ONE-FILE " +
        "-i file:/w/tracks.mp4 ONE-FILE -i file:/in/film.mov -map 0:v:0 -map 1:0 -map 1:1 -map_metadata 2 -map_chapters 2 " +
        "-map_metadata:s:0 2:s:2 -map_metadata:s:1 1:s:0 -map_metadata:s:2 1:s:1 -c copy -disposition:1 default -max_muxing_queue_size 9999 " +
        "-movflags +faststart -video_track_timescale 90000 -f mp4 file:/w/film.mkv",
        Line(ChunkStitcher.Arguments(Stitch with { Tracks = "/w/tracks.mp4", Format = "mp4" }, TimeSpan.FromSeconds(0.25))));

    [Fact]
    public void Tracks_in_Matroska_were_made_late() => Assert.Contains(
        " -itsoffset -0.007000 ONE-FILE -i file:/w/tracks.mkv ",
        Line(ChunkStitcher.Arguments(Stitch with { Tracks = "/w/tracks.mkv" }, TimeSpan.FromSeconds(9.993))),
        StringComparison.Ordinal);

    [Fact]
    public void A_chunk_survives_being_written_down() => Assert.Equal(Middle, JsonSerializer.Deserialize<Chunk>(JsonSerializer.Serialize(Middle)));

    private static string Line(IReadOnlyList<string> arguments) => string.Join(' ', arguments)
        .Replace(string.Join(' ', InputGuard.OneFile), "ONE-FILE", StringComparison.Ordinal)
        .Replace(string.Join(' ', InputGuard.Pieces), "PIECES", StringComparison.Ordinal);
}
