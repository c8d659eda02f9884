using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Bench.Films;

/// <summary>Short lossless films of every kind that makes it hard to tell an honest encode from a wrong one.</summary>
internal sealed class Materials(ToolRunner tools, TempTree tree)
{
    private const string Made = "s=480x270:r=25";

    /// <summary>Makes them all, six seconds each.</summary>
    /// <returns>Paths; the name of the file says what it shows.</returns>
    public async Task<IReadOnlyList<string>> MakeAsync(CancellationToken cancellationToken)
    {
        var film = await new ClipMaker(tools, tree).FilmAsync(cancellationToken);
        var still = tree.At("still.png");
        await Clips.FfmpegAsync(["-ss", "15", "-i", film, "-frames:v", "1", still], cancellationToken);
        string[] Film(string from) => ["-ss", from, "-i", film];
        string[] Source(string source) => ["-f", "lavfi", "-i", source];
        string[] Still() => ["-loop", "1", "-framerate", "25", "-i", still];
        return
        [
            await MakeAsync("film", Film("5"), "null", cancellationToken),
            await MakeAsync("film-grain", Film("12"), "noise=alls=40:allf=t", cancellationToken),
            await MakeAsync("film-fades", Film("10"), "fade=in:0:48,fade=out:96:48", cancellationToken),
            await MakeAsync("film-dark", Film("5"), "eq=brightness=-0.35:contrast=0.4", cancellationToken),
            await MakeAsync("film-flashes", Film("18"), "negate=enable='lt(mod(n,10),2)'", cancellationToken),
            await MakeAsync("pattern", Source($"testsrc2={Made}"), "null", cancellationToken),
            await MakeAsync("grain-on-nothing", Source($"gradients={Made}:speed=0.00001"), "noise=alls=60:allf=t", cancellationToken),
            await MakeAsync("grain-on-zoom", Source($"mandelbrot={Made}"), "noise=alls=25:allf=t", cancellationToken),
            await MakeAsync("black-noise", Source($"color=black:{Made}"), "noise=alls=3:allf=t", cancellationToken),
            await MakeAsync("still", Still(), "null", cancellationToken),
            await MakeAsync("slow-pan", Still(), "scale=1708:960,crop=480:270:x='200+n*0.5':y=200", cancellationToken),
            await MakeAsync("life", Source($"life={Made}:mold=10:ratio=0.1:death_color=#C83232:life_color=#00ff00"), "null", cancellationToken),
        ];
    }

    private async Task<string> MakeAsync(string name, string[] input, string filter, CancellationToken cancellationToken)
    {
        var path = tree.At($"{name}.mkv");
        await Clips.FfmpegAsync(
            [.. input, "-t", "6", "-an", "-vf", filter, "-pix_fmt", "yuv420p", "-c:v", "libx264", "-qp", "0", "-preset", "ultrafast", path], cancellationToken);
        return path;
    }
}
