using Transcoder.Media.Ffmpeg;

namespace Transcoder.Media.Tests.Ffmpeg;

public sealed class FfmpegFaultsTests
{
    /// <summary>What ffmpeg 5.1.9 was seen to say, and who is to blame.</summary>
    [Theory]
    [InlineData(1, "nope.mkv: No such file or directory", FfmpegFault.Machine)]
    [InlineData(1, ".: Is a directory", FfmpegFault.Arguments)]
    [InlineData(1, "EBML header parsing failed\nzero.mkv: Invalid data found when processing input", FfmpegFault.Source)]
    [InlineData(1, "X: Invalid data found when processing input", FfmpegFault.Source)]
    [InlineData(1, "moov atom not found", FfmpegFault.Source)]
    [InlineData(0, "stream 0, offset 0x3f: partial file\nError while decoding stream #0:0: Invalid data", FfmpegFault.Source)]
    [InlineData(0, "File ended prematurely", FfmpegFault.Source)]
    [InlineData(0, "[h264 @ 0x1] error while decoding MB 0 10, bytestream 1276", FfmpegFault.Source)]
    [InlineData(1, "corrupt decoded frame in stream 0", FfmpegFault.Source)]
    [InlineData(1, "Unknown encoder 'libvvenc'", FfmpegFault.Machine)]
    [InlineData(1, "Unrecognized option 'nosuchopt'.\nError splitting the argument list: Option not found", FfmpegFault.Arguments)]
    [InlineData(1, "Unable to parse option value \"abc\"", FfmpegFault.Arguments)]
    [InlineData(1, "x264 [error]: invalid preset 'warpspeed'", FfmpegFault.Arguments)]
    [InlineData(1, "No such filter: 'nosuch'\nError reinitializing filters!", FfmpegFault.Arguments)]
    [InlineData(1, "Stream map '0:v' matches no streams.", FfmpegFault.Source)]
    [InlineData(1, "av_interleaved_write_frame(): No space left on device", FfmpegFault.Machine)]
    [InlineData(1, "Could not write header for output file #0 (incorrect codec parameters ?): No space left on device", FfmpegFault.Machine)]
    [InlineData(1, "ro/o.mkv: Read-only file system", FfmpegFault.Machine)]
    [InlineData(1, "Only VP8 or VP9 or AV1 video are supported for WebM.", FfmpegFault.Arguments)]
    [InlineData(1, "Could not write header for output file #0: Invalid argument", FfmpegFault.Arguments)]
    [InlineData(1, "Unable to find a suitable output format for 'o.xyz'", FfmpegFault.Arguments)]
    [InlineData(1, "No VA display found for device /dev/dri/renderD128.\nDevice creation failed: -22.", FfmpegFault.Machine)]
    [InlineData(1, "Cannot load libcuda.so.1\nError initializing output stream - maybe incorrect parameters such as bit_rate", FfmpegFault.Machine)]
    [InlineData(1, "File 'o.mkv' already exists. Exiting.", FfmpegFault.Arguments)]
    [InlineData(1, "Forced Max Width must be at least 64", FfmpegFault.Arguments)]
    [InlineData(127, "error while loading shared libraries: libx.so", FfmpegFault.Machine)]
    [InlineData(123, "", FfmpegFault.Machine)]
    [InlineData(134, "", FfmpegFault.Machine)]
    [InlineData(137, "", FfmpegFault.Machine)]
    [InlineData(139, "Invalid data found when processing input", FfmpegFault.Machine)]
    [InlineData(255, "Exiting normally, received signal 15.", FfmpegFault.Machine)]
    [InlineData(183, "moov atom not found\nError opening input files: Invalid data found when processing input", FfmpegFault.Source)]
    [InlineData(228, "[out#0/matroska @ 0x1] Error closing file: No space left on device", FfmpegFault.Machine)]
    [InlineData(8, "Unrecognized option 'nosuchopt'.\nError splitting the argument list: Option not found", FfmpegFault.Arguments)]
    [InlineData(187, "[vost#0:0/libx265 @ 0x1] Error encoding a frame: Generic error in an external library", FfmpegFault.Unknown)]
    [InlineData(1, "", FfmpegFault.Unknown)]
    [InlineData(1, "Conversion failed!", FfmpegFault.Unknown)]
    public void The_words_decide(int exitCode, string words, FfmpegFault fault)
    {
        Assert.Equal(fault, FfmpegFaults.Classify(exitCode, words.Split('\n')));
    }

    [Theory]
    [InlineData("x264 [error]: invalid preset 'warpspeed'\nError initializing output stream\n    Last message repeated 2 times\nConversion failed!", "Error initializing output stream")]
    [InlineData(
        "x265 [error]: preset 'warpspeed' unknown\n[vost#0:0/libx265 @ 0x1] Terminating thread with return code -22 (Invalid argument)\n" +
        "[out#0/matroska @ 0x2] Nothing was written into output file, because at least one of its streams received no packets.",
        "x265 [error]: preset 'warpspeed' unknown")]
    [InlineData(
        "[in#0 @ 0x1] Error opening input: Invalid data found when processing input\nError opening input file film.mkv.\n" +
        "Error opening input files: Invalid data found when processing input",
        "[in#0 @ 0x1] Error opening input: Invalid data found when processing input")]
    [InlineData("Conversion failed!", "Conversion failed!")]
    public void What_went_wrong_is_told_by_the_last_line_that_repeats_no_other(string words, string line) =>
        Assert.Equal(line, FfmpegFaults.Telling(words.Split('\n')));

    [Fact]
    public void Of_who_says_nothing_that_is_told() => Assert.Equal("it said nothing", FfmpegFaults.Telling([]));
}
