using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Ffprobe;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Ffmpeg;

/// <summary>Which films begin in the middle of a group of pictures, by their first packets.</summary>
public sealed class CutOffBeginningTests
{
    private static readonly Rational Milliseconds = new(1, 1000);

    [Theory]
    [InlineData("K0 120 40 80 K160 280", null)] // as an encoder begins
    [InlineData("40 80 K120 240 160 K280 400", 240)] // with pictures before the first keyframe
    [InlineData("? 40 K120 240 160 K280", 240)] // of which one has no time
    [InlineData("K120 40 80 240 160 K280", 240)] // with pictures that are shown before the keyframe that they follow
    [InlineData("K120 240 160 K280 200 240", null)] // as those of the second keyframe are, too
    [InlineData("K120 40 80", null)] // with no end of what is cut off
    [InlineData("40 80 120", null)]
    [InlineData("40 K80 120 K?", null)]
    [InlineData("", null)]
    public void A_beginning_is_cut_off_where_a_picture_stands_or_is_shown_before_the_first_keyframe(string packets, int? length)
    {
        var beginning = CutOffBeginning.Of([.. packets.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Packet)], Milliseconds);

        Assert.Equal(length, beginning?.Length.TotalMilliseconds);
        Assert.True(beginning is null || (beginning.End, beginning.EndTime.TotalMilliseconds) == (280, 280));
    }

    [Theory]
    [InlineData("474011100000", true)] // ISO/IEC 13818-1, a packet of a transport stream
    [InlineData("0000000047401110", true)] // likewise, with the time of its arrival before
    [InlineData("000001BA44000400", true)] // a pack of a program stream
    [InlineData("1A45DFA3A3428681", false)] // Matroska
    [InlineData("0000001866747970", false)] // MP4
    [InlineData("47", false)]
    [InlineData("", false)]
    public void Streams_that_are_cut_anywhere_are_known_by_their_first_bytes(string bytes, bool likely)
    {
        using var tree = new TempTree();

        Assert.Equal(likely, CutOffBeginning.IsLikely(tree.File("film", Convert.FromHexString(bytes))));
    }

    private static MediaPacket Packet(string text)
    {
        var time = text.TrimStart('K');
        return new MediaPacket(0, time == "?" ? null : long.Parse(time, System.Globalization.CultureInfo.InvariantCulture), 40, text[0] == 'K', false);
    }
}
