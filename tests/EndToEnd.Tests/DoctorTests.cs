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

    [Theory]
    [InlineData("Auto", "ok   sandbox: ffmpeg and ffprobe run with limits, but without a sandbox: bubblewrap is not installed", 0)]
    [InlineData("Require", "FAIL sandbox: ffmpeg and ffprobe run with limits, but without a sandbox: bubblewrap is not installed", 1)]
    [InlineData("Off", "ok   sandbox: ffmpeg and ffprobe run without sandbox and limits, as Sandbox:Mode=Off says", 0)]
    public async Task Without_bubblewrap_all_works_unless_a_sandbox_is_required(string mode, string line, int exitCode)
    {
        using var tree = new TempTree();
        var tools = tree.Folder("tools");
        foreach (var name in new[] { "ffmpeg", "ffprobe", "rsync", "ssh", "setpriv", "setsid" })
        {
            File.CreateSymbolicLink(Path.Combine(tools, name), $"/usr/bin/{name}");
        }

        await using var doctor = new TranscoderProcess(
            tree.Root, new Dictionary<string, string> { ["PATH"] = tools },
            ["doctor", $"--Sandbox:Mode={mode}", $"--Encoder:WorkDirectory={tree.At("work")}", $"--Database:Connection=Data Source={tree.At("jobs.db")}"]);

        var ended = await doctor.Ended;

        Assert.Contains(line, doctor.Output);
        Assert.Equal(exitCode, ended.ExitCode);
    }

    [Fact]
    public async Task What_is_out_of_reach_is_said_with_its_cure()
    {
        using var tree = new TempTree();
        var file = tree.File("file", "no folder"u8);
        await using var doctor = new TranscoderProcess(
            tree.Root,
            [
                "doctor", $"--Encoder:WorkDirectory={file}/work", "--Storage:Endpoints:0=ssh://media@127.0.0.1:1/srv/media", $"--Storage:Root={file}/root",
                $"--Database:Connection=Data Source={file}/db/jobs.db", "--Broker:Url=amqp://127.0.0.1:1",
            ]);

        var ended = await doctor.Ended;

        Assert.Equal(1, ended.ExitCode);
        Says("work directory", $"{file}/work cannot be written", "Set Encoder:WorkDirectory");
        Says("storage root", $"{file} cannot be written", "Give this user the right to write there, or set Storage:Root");
        Says("database folder", $"{file} cannot be written", "Give this user the right to write there, or set Database:Connection");
        Says("broker", "Connection failed, host 127.0.0.1:1", "Start RabbitMQ, or correct Broker:Url");
        Assert.Equal(["file"], tree.Entries());

        void Says(string check, string detail, string cure)
        {
            var line = doctor.Output.ToList().FindIndex(line => line.StartsWith($"FAIL {check}: {detail}", StringComparison.Ordinal));
            Assert.True(line >= 0, string.Join('\n', doctor.Output));
            Assert.StartsWith(cure, doctor.Output[line + 1].TrimStart(), StringComparison.Ordinal);
        }
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
