using Transcoder.Media.Ffmpeg;

namespace Transcoder.Media.Tests.Ffmpeg;

public class ToolWordsTests
{
    [Theory]
    [InlineData("/x/Permission denied.mkv")]
    [InlineData("/x/No space left\non: device.mkv")]
    public void A_name_is_no_word_of_the_tool(string path)
    {
        var said = $"[in @ 0x1] cannot use {path}\nfile:{path}: Invalid data found when processing input".Split('\n');

        var words = ToolWords.Without(said, path);

        Assert.Equal(["[in @ 0x1] cannot use …", "Invalid data found when processing input"], words);
        Assert.Equal(FfmpegFault.Source, FfmpegFaults.Classify(1, words));
    }

    [Theory]
    [InlineData("x265 [error]: unable to set thread affinity for NUMA node mask", true)]
    [InlineData("x265 [error]: max keyint must be greater than 0", false)]
    [InlineData("[h264 @ 0x1] error while decoding MB 34 13, bytestream -6", false)]
    [InlineData("[h261 @ 0x563586c74a40] warning: first frame is no keyframe", true)]
    [InlineData("[mpeg4 @ 0x1] warning: first frame is no keyframe", false)]
    public void What_is_said_of_every_film_says_nothing_of_one(string line, bool nothing) =>
        Assert.Equal(nothing, ToolWords.SayNothing(line));

    [Fact]
    public void Other_words_stay_as_they_are() =>
        Assert.Equal(["Permission denied", "x"], ToolWords.Without(["Permission denied", "x"], "/y/x.mkv"));
}
