using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary><c>transcoder doctor</c>, as a user types it.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task The_encoder_that_ffmpeg_lacks_is_named_and_no_other()
    {
        using var tree = new TempTree();
        var tools = new ToolDouble(Directory.CreateDirectory(tree.At("tools")).FullName, "ffmpeg", Lacking("libsvtav1"));
        tools.Tell("lacks");
        await using var doctor = new TranscoderProcess(
            tree.Root, tools.Environment, ["doctor", $"--Encoder:WorkDirectory={tree.At("work")}", $"--Database:Connection=Data Source={tree.At("jobs.db")}"]);

        var ended = await doctor.Ended;

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(
            "FAIL libsvtav1: one frame ended with exit code 1: Unknown encoder",
            Assert.Single(doctor.Output, line => line.StartsWith("FAIL", StringComparison.Ordinal)));
        Assert.Contains("ok   libx265: encodes", doctor.Output);
    }

    private static string Lacking(string encoder) => $"""
        case "$word $*" in
        lacks*{encoder}*)
            echo 'Unknown encoder' >&2
            exit 1
            ;;
        esac
        """;
}
