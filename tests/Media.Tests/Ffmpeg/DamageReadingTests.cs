using System.Globalization;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Media.Tests.Ffmpeg;

public sealed class DamageReadingTests
{
    private const string Mapping = "[info] Stream mapping:";
    private const string Decoder = "[h264 @ 0x2] [verbose] Reinit context to 320x240, pix_fmt: yuv420p";
    private const string Packet = "[vist#0:0/h264 @ 0x1] [info] demuxer+ffmpeg -> ist_index:0:0 type:video pkt_pts:7240 pkt_pts_time:7.24 pkt_dts:7200 pkt_dts_time:7.2 off:0";
    private const string Complaint = "[h264 @ 0x557d88ef6400] [error] error while decoding MB 34 13, bytestream -6";

    [Fact]
    public void A_film_without_complaints_is_not_damaged() =>
        Assert.Null(Read(Mapping, Frame(0), "[h264 @ 0x1] [info] concealing 415 DC errors", "[warning] odd", Frame(0.04)));

    [Fact]
    public void A_complaint_stands_where_the_last_frame_came_out()
    {
        var damage = Read(Mapping, Frame(0), Frame(7.2), Complaint, Frame(7.24), Frame(9));

        Assert.Equal([At(7.2)], damage!.Places);
        Assert.Equal((1, "error while decoding MB 34 13, bytestream -6"), (damage.Count, damage.Complaint));
    }

    [Theory]
    [InlineData("[in#0/matroska,webm @ 0x1]")]
    [InlineData("[matroska,webm @ 0x1]")]
    [InlineData("[h264 @ 0x1]")]
    [InlineData("[aac @ 0x1]")]
    public void Any_other_complaint_stands_where_it_was_read(string speaker)
    {
        var damage = Read(Mapping, Decoder, Frame(6.8), Packet, $"{speaker} [error] File ended prematurely");

        Assert.Equal([At(7.2)], damage!.Places);
    }

    [Theory]
    [InlineData("[h264 @ 0x2]")]
    [InlineData("[vist#0:0/h264 @ 0x1] [dec:h264 @ 0x4]")]
    public void A_complaint_of_the_pictures_decoder_stands_where_the_last_frame_came_out(string speaker)
    {
        var damage = Read(Mapping, Decoder, Frame(6.8), Packet, $"{speaker} [error] broken");

        Assert.Equal([At(6.8)], damage!.Places);
    }

    [Fact]
    public void The_words_of_ffmpeg_5_are_understood()
    {
        const string PacketOfOld = "[info] demuxer+ffmpeg -> ist_index:0 type:video pkt_pts:103 pkt_pts_time:0.103 pkt_dts:63 pkt_dts_time:0.063 duration:40 off:0";
        const string FrameOfOld = "[info] decoder -> ist_index:0 type:video frame_pts:NOPTS frame_pts_time:NOPTS best_effort_ts:23 best_effort_ts_time:0.023 keyframe:1";

        Assert.Equal([At(0.023)], Read(Mapping, PacketOfOld, FrameOfOld, Complaint)!.Places);
    }

    [Fact]
    public void Complaints_less_than_a_second_apart_are_one_place()
    {
        var damage = Read(Mapping, Frame(1), Complaint, Complaint, Frame(1.9), Complaint, Frame(2.8), Complaint, Frame(3.8), Complaint);

        Assert.Equal([At(1, 2.8), At(3.8)], damage!.Places);
    }

    [Fact]
    public void Places_are_counted_beyond_those_that_are_kept()
    {
        var damage = Read([Mapping, .. Enumerable.Range(0, 10_000).SelectMany(second => (string[])[Frame(second * 2), Complaint, Frame((second * 2) + 0.5), Complaint])]);

        Assert.Equal(10_000, damage!.Count);
        Assert.Equal([.. Enumerable.Range(0, 8).Select(second => At(second * 2, (second * 2) + 0.5))], damage.Places);
    }

    [Fact]
    public void What_is_said_of_the_header_has_no_place() => Assert.Null(Read(Complaint, Mapping, Frame(0)));

    [Fact]
    public void A_film_that_is_damaged_before_its_first_frame_is_damaged_at_its_beginning() =>
        Assert.Equal([At(0)], Read(Mapping, "[error] Error while decoding stream #0:0: Invalid data found when processing input")!.Places);

    [Theory]
    [InlineData("[out#0/null @ 0x1] [error] Application provided invalid, non monotonically increasing dts to muxer in stream 1: 5 >= 5")]
    [InlineData("[null @ 0x1] [error] Application provided invalid, non monotonically increasing dts to muxer in stream 1: 5 >= 5")]
    [InlineData("[info]     title           : [error] film")]
    [InlineData("title [h264 @ 0x1] [error] film")]
    public void Other_words_are_no_complaints(string line) => Assert.Null(Read(Mapping, Frame(0), line));

    [Theory]
    [InlineData("NOPTS")]
    [InlineData("1e+300")]
    [InlineData("-0.5")]
    public void Odd_times_do_no_harm(string time) => Assert.Equal(TimeSpan.Zero, Assert.Single(Read(Mapping, Frame(time), Complaint)!.Places).From);

    private static SourceDamage? Read(params string[] lines)
    {
        var reading = new DamageReading();
        foreach (var line in lines)
        {
            reading.Feed(line);
        }

        return reading.Damage;
    }

    private static string Frame(double seconds) => Frame(seconds.ToString(CultureInfo.InvariantCulture));

    private static string Frame(string seconds) =>
        $"[vist#0:0/h264 @ 0x1] [dec:h264 @ 0x2] [info] decoder -> pts:23 pts_time:{seconds} pkt_dts:23 pkt_dts_time:0.023 duration:40 keyframe:1";

    private static DamagedPlace At(double from, double? to = null) => new(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to ?? from));
}
