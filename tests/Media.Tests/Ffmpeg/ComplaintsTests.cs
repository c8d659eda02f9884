using Transcoder.Media.Ffmpeg;

namespace Transcoder.Media.Tests.Ffmpeg;

public sealed class ComplaintsTests
{
    private const string Missing = "[h264 @ 0x55f0d76d8e00] mmco: unref short failure";

    [Fact]
    public void What_was_said_before_the_piece_is_known_wherever_it_stood_in_memory() =>
        Assert.True(Of(Missing).AreAmong(Of("[h264 @ 0x7f01] mmco: unref short failure", "[h264 @ 0x7f01] something else")));

    [Fact]
    public void What_is_said_more_often_than_before_the_piece_is_new() => Assert.False(Of(Missing, Missing).AreAmong(Of(Missing)));

    [Fact]
    public void Other_words_are_new() => Assert.False(Of("[h264 @ 0x55f0d76d8e00] error while decoding MB 0 10").AreAmong(Of(Missing)));

    [Fact]
    public void The_same_may_be_said_however_often()
    {
        var many = Enumerable.Repeat(Missing, 5000).ToArray();

        Assert.True(Of(many).AreAmong(Of(many)));
        Assert.False(Of([.. many, Missing]).AreAmong(Of(many)));
    }

    [Fact]
    public void Words_that_nobody_counted_are_new()
    {
        var many = Enumerable.Range(0, 1001).Select(row => $"[h264 @ 0x55f0d76d8e00] error while decoding MB 0 {row}").ToArray();

        Assert.True(Of(many[..1000]).AreAmong(Of(many)));
        Assert.False(Of(many).AreAmong(Of(many)));
    }

    private static Complaints Of(params string[] lines)
    {
        var complaints = new Complaints();
        foreach (var line in lines)
        {
            complaints.Add(line);
        }

        return complaints;
    }
}
