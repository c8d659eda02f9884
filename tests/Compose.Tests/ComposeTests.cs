using System.Text.Json;
using Transcoder.FarmKit;
using Transcoder.Media.Containers;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Compose.Tests;

/// <summary>The farm of compose.yaml, from the images' build to the finished film.</summary>
public sealed class ComposeTests(ComposeFarm farm)
{
    // Long enough for chunks by itself.
    private static readonly ClipShape LongFilm = new() { Frames = 750, Rate = "5", Width = 96, Height = 64, VideoOptions = ["-preset", "ultrafast", "-g", "25"] };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dropped_film_is_encoded_by_containers()
    {
        await farm.StartAsync();

        await farm.DropAsync("h264", "film.mkv", new ClipShape { Frames = 120 });
        await farm.AppearsAsync("archive", "h264", "film.mkv");

        Assert.Equal(("h264", 120), await PictureAsync(farm.At("completed", "h264", "film.mp4")));
        Assert.False(File.Exists(farm.At("incoming", "h264", "film.mkv")));
    }

    /// <summary>The ffmpeg of the images leaves out by itself what the film asks players to leave out.</summary>
    [Fact]
    public async Task A_film_that_players_crop_is_encoded_as_a_whole()
    {
        await farm.StartAsync();

        await farm.DropAsync("h264", "cropped.mkv", path => CroppedFilm.MakeAsync(path, new Cropping(8, 6, 0, 0), Cancelled));
        await farm.AppearsAsync("archive", "h264", "cropped.mkv");

        Assert.Equal(("h264", 10), await PictureAsync(farm.At("completed", "h264", "cropped.mp4")));
    }

    /// <summary>What the ffmpeg of the images does otherwise in chunks than that of the tests: rates of frames, turned pictures, sound that begins late.</summary>
    [Fact]
    public async Task Long_films_are_shared_out()
    {
        await farm.StartAsync();

        await farm.DropAsync("hevc", "turned.mp4", TurnedAsync);
        await farm.DropAsync("av1", "late.ts", path => Clips.MakeAsync(path, LongFilm with { OutputOptions = ["-af", "asetpts=PTS+0.5/TB"] }, Cancelled));
        await farm.AppearsAsync("archive", "hevc", "turned.mp4");
        await farm.AppearsAsync("archive", "av1", "late.ts");

        Assert.Equal(("hevc", LongFilm.Frames, LongFilm.Height, LongFilm.Width), await SizedPictureAsync(farm.At("completed", "hevc", "turned.mkv")));
        Assert.Equal(("av1", LongFilm.Frames), await PictureAsync(farm.At("completed", "av1", "late.mkv")));
        foreach (var source in (string[])["incoming/hevc/turned.mp4", "incoming/av1/late.ts"])
        {
            // None for a film that went whole after all.
            var job = await farm.JobAsync(source, state => state == "completed");
            Assert.Equal(JsonValueKind.Number, job.GetProperty("chunks").ValueKind);
        }

        // Of another frame rate x265 would make half of it, or twice as much.
        using var tree = new TempTree();
        await Clips.FfmpegAsync(
            ["-i", farm.At("archive", "hevc", "turned.mp4"), "-c:v", "libx265", "-crf", "24", "-x265-params", "log-level=error", tree.At("whole.mkv")],
            Cancelled);
        var bytes = new FileInfo(tree.At("whole.mkv")).Length;
        Assert.InRange(new FileInfo(farm.At("completed", "hevc", "turned.mkv")).Length, bytes * 0.9, bytes * 1.1);
    }

    [Fact]
    public async Task A_killed_container_loses_no_film()
    {
        await farm.StartAsync();
        await farm.DropAsync("slow", "long.mkv", Farm.LongFilm);
        var killed = await farm.EncodingAsync();

        await ComposeProject.KillAsync(killed, Cancelled);

        await farm.AppearsAsync("archive", "slow", "long.mkv");
        Assert.Equal(("h264", Farm.LongFilm.Frames), await PictureAsync(farm.At("completed", "slow", "long.mp4")));
        var worked = await farm.WorkedOnAsync("incoming/slow/long.mkv");
        Assert.Equal(2, worked.Count);
        Assert.Equal(killed, worked[0]);
        Assert.NotEqual(killed, worked[1]);
        Assert.Single(Directory.EnumerateFiles(farm.At("completed", "slow")));

        // Other tests of this farm count its encoders.
        await ComposeProject.StartAsync(killed, Cancelled);
    }

    private static async Task<string> TurnedAsync(string path) =>
        await TurnedFilm.TurnAsync(await Clips.MakeAsync(path, LongFilm with { AudioCodec = null }, Cancelled), 90, Cancelled);

    private static async Task<(string? Codec, long? Frames)> PictureAsync(string film)
    {
        var (codec, frames, _, _) = await SizedPictureAsync(film);
        return (codec, frames);
    }

    private static async Task<(string? Codec, long? Frames, int? Width, int? Height)> SizedPictureAsync(string film)
    {
        await using var tools = new ToolRunner();
        var ffprobe = new FfprobeClient(tools);
        var picture = Assert.IsType<ProbeOutcome.Probed>(await ffprobe.ProbeAsync(film, Cancelled)).Probe.MainVideo;
        Assert.NotNull(picture);
        return (picture.Codec, await Clips.CountFramesAsync(film, picture.Index, Cancelled), picture.Width, picture.Height);
    }
}
