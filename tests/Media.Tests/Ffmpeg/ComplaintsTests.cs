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
    public void What_nobody_counted_is_new()
    {
        var many = Enumerable.Repeat(Missing, 1001).ToArray();

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
