using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary>An encoder says something while it encodes well.</summary>
public sealed class EncoderWordsTests
{
    [Fact]
    public async Task What_x265_says_of_a_machine_that_hides_its_nodes_is_no_damage_of_the_film()
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "film.mov"), new ClipShape { Frames = 30 }, TestContext.Current.CancellationToken);
        var ffmpeg = new ToolDouble(
            tree.Folder("tools"), "ffmpeg", """
            case $last in
            file:*) echo "x265 [error]: unable to set thread affinity for NUMA node mask" >&2 ;;
            esac
            """);
        await using var encode = new TranscoderProcess(tree.Folder("out"), ffmpeg.Environment, ["encode", film, "--profile", "hevc"]);

        Assert.Equal(0, (await encode.Ended).ExitCode);
        Assert.Equal(30, (await Farm.ProbeAsync(tree.At("out", "film.mkv"))).Frames);
    }
}
