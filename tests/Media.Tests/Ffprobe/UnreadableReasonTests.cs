using Transcoder.Media.Ffprobe;

namespace Transcoder.Media.Tests.Ffprobe;

public class UnreadableReasonTests
{
    private const string Invalid = "Invalid data found when processing input";

    [Theory]
    [InlineData(0, "[mov @ 0x1] moov atom not found", "The file is empty.")]
    [InlineData(9, "[mov @ 0x1] moov atom not found", "The file has no index (moov)")]
    [InlineData(9, "[matroska @ 0x1] EBML header parsing failed", "The file is no film")]
    [InlineData(9, "[hls @ 0x1] Format not on whitelist 'mov'", "The file is in the format 'hls', which is not read: it is a list of other files")]
    public void People_are_told_what_is_wrong(long bytes, string first, string expected) =>
        Assert.StartsWith(expected, UnreadableReason.Of(bytes, [first, Invalid]), StringComparison.Ordinal);

    [Fact]
    public void What_has_no_words_of_its_own_is_quoted() =>
        Assert.Equal("ffprobe cannot read the file: End of file", UnreadableReason.Of(9, ["End of file"]));
}
