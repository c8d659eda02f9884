using Transcoder.Contracts;
using Transcoder.Encoder.Encoding;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Tests.Encoding;

public sealed class EncodeFailuresTests
{
    [Theory]
    [InlineData(0, "", null)]
    [InlineData(0, "a.mkv: File ended prematurely", FailureKind.BadSource)]
    [InlineData(0, "error while decoding MB 0 10, bytestream 1276", FailureKind.BadSource)]
    [InlineData(1, "moov atom not found", FailureKind.BadSource)]
    [InlineData(1, "x.mkv: Invalid data found when processing input", FailureKind.BadSource)]
    [InlineData(1, "Unrecognized option 'nosuchopt'.", FailureKind.BadOrder)]
    [InlineData(1, "av_interleaved_write_frame(): No space left on device", FailureKind.Transient)]
    [InlineData(1, "ro/o.mkv: Read-only file system", FailureKind.Transient)]
    [InlineData(1, "gone/o.mkv: No such file or directory", FailureKind.Transient)]
    [InlineData(1, "o.mkv: Permission denied", FailureKind.BadEncoder)]
    [InlineData(123, "Received > 3 system signals, hard exiting", FailureKind.BadEncoder)]
    [InlineData(255, "Exiting normally, received signal 15.", FailureKind.BadEncoder)]
    [InlineData(1, "Unknown encoder 'libvvenc'", FailureKind.BadEncoder)]
    [InlineData(1, "Cannot load libcuda.so.1", FailureKind.BadEncoder)]
    [InlineData(127, "ffmpeg: error while loading shared libraries: libx264.so.164", FailureKind.BadEncoder)]
    [InlineData(137, "", FailureKind.BadEncoder)]
    [InlineData(139, "", FailureKind.BadEncoder)]
    [InlineData(153, "", FailureKind.BadSource)]
    [InlineData(1, "something nobody has ever seen", FailureKind.BadSource)]
    [InlineData(183, "Error opening input files: Invalid data found when processing input", FailureKind.BadSource)]
    [InlineData(8, "Error splitting the argument list: Option not found", FailureKind.BadOrder)]
    [InlineData(234, "[libx264 @ 0x1] Unable to parse option value \"abc\"", FailureKind.BadOrder)]
    [InlineData(228, "[out#0/matroska @ 0x1] Error writing trailer: No space left on device", FailureKind.Transient)]
    [InlineData(134, "[out#0/matroska @ 0x1] Error writing trailer: Disk quota exceeded", FailureKind.Transient)]
    [InlineData(254, "Error opening output files: No such file or directory", FailureKind.Transient)]
    [InlineData(243, "Error opening output files: Permission denied", FailureKind.BadEncoder)]
    [InlineData(187, "[vost#0:0/libx265 @ 0x1] Error encoding a frame: Generic error in an external library", FailureKind.BadSource)]
    public void The_end_of_ffmpeg_has_a_kind(int exitCode, string line, FailureKind? kind)
    {
        var failure = EncodeFailures.Judge(new ToolResult { ExitCode = exitCode, ErrorTail = line.Length == 0 ? [] : [line] });

        Assert.Equal(kind, failure?.Kind);
        Assert.Equal(kind is null ? null : exitCode, failure?.ExitCode);
        Assert.Equal(kind is null || line.Length == 0 ? [] : [line], failure?.LogTail ?? []);
    }

    [Fact]
    public void Running_into_the_limit_is_a_stall()
    {
        var failure = EncodeFailures.Judge(new ToolResult { ExitCode = 137, ErrorTail = [], TimedOut = true });

        Assert.Equal(FailureKind.Stalled, failure?.Kind);
    }
}
