using System.Globalization;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Bench.Films;

/// <summary>Makes the films that are encoded: the real one where it is, repeated to the wanted length, else a made one.</summary>
internal sealed class ClipMaker(ToolRunner tools, TempTree tree)
{
    private const string RealName = "big-buck-bunny-480p.mp4";

    /// <summary>Thirty seconds of film.</summary>
    public async Task<string> FilmAsync(CancellationToken cancellationToken) =>
        Clips.FindReal(RealName) is { } real ? real : await MadeAsync(cancellationToken);

    /// <summary>Some seconds of it, without a new encode.</summary>
    public async Task<string> PartAsync(int seconds, CancellationToken cancellationToken)
    {
        var part = tree.At($"part-{seconds}.mkv");
        await CopyAsync(["-i", await FilmAsync(cancellationToken), "-t", Text(seconds)], part, cancellationToken);
        return part;
    }

    /// <summary>The film over and over until it lasts the wanted time, without a new encode.</summary>
    public async Task<string> RepeatedAsync(int seconds, CancellationToken cancellationToken) =>
        await RepeatedAsync(await FilmAsync(cancellationToken), seconds, cancellationToken);

    /// <summary>The same without sound.</summary>
    public async Task<string> SilentAsync(int seconds, CancellationToken cancellationToken)
    {
        var (film, path) = (await RepeatedAsync(seconds, cancellationToken), tree.At("silent.mkv"));
        await Clips.FfmpegAsync(["-i", film, "-map", "0:v:0", "-c", "copy", "file:" + path], cancellationToken);
        return path;
    }

    /// <summary>The same in 720 lines.</summary>
    public async Task<string> LargeAsync(int seconds, CancellationToken cancellationToken)
    {
        var large = tree.At("large.mkv");
        await Clips.FfmpegAsync(
            ["-i", await FilmAsync(cancellationToken), "-vf", "scale=1280:720", "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-c:a", "copy", "file:" + large],
            cancellationToken);
        return await RepeatedAsync(large, seconds, cancellationToken);
    }

    /// <summary>A film for which ffmpeg alone takes the wanted time, found out by measuring.</summary>
    public async Task<(string Path, double Seconds)> LastingAsync(BenchProfile profile, double seconds, CancellationToken cancellationToken)
    {
        const int Probe = 6;
        var part = await PartAsync(Probe, cancellationToken);
        var settings = await profile.PlanAsync(tools, part, cancellationToken);
        var result = tree.At("tuning" + profile.Extension);
        var took = await Watch.SecondsAsync(() => BenchProfile.EncodeAsync(tools, settings, part, result, cancellationToken));
        var repeats = Math.Max(0, (int)Math.Ceiling(seconds / took) - 1);
        var path = tree.At("film.mkv");
        await CopyAsync(["-stream_loop", Text(repeats), "-i", part], path, cancellationToken);
        File.Delete(result);
        return (path, took * (repeats + 1));
    }

    private async Task<string> RepeatedAsync(string film, int seconds, CancellationToken cancellationToken)
    {
        var path = tree.At("film.mkv");
        await CopyAsync(["-stream_loop", "-1", "-i", film, "-t", Text(seconds)], path, cancellationToken);
        return path;
    }

    private async Task<string> MadeAsync(CancellationToken cancellationToken)
    {
        var path = tree.At("made.mkv");
        return File.Exists(path)
            ? path
            : await Clips.MakeAsync(path, new ClipShape { Frames = 720, Rate = "24", Width = 854, Height = 480 }, cancellationToken);
    }

    private static Task CopyAsync(IReadOnlyList<string> input, string path, CancellationToken cancellationToken) =>
        Clips.FfmpegAsync([.. input, "-map", "0:v:0", "-map", "0:a:0", "-c", "copy", "file:" + path], cancellationToken);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
