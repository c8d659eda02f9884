using System.Globalization;
using System.Text.Json;
using Transcoder.Contracts;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Fidelity;

/// <summary>Every frame once, at its time; the bench compares them, these tests read some from outside.</summary>
public sealed class FrameTimesTests : IDisposable
{
    private static readonly string[] Telecined = ["0.000000", "0.050000", "0.083000", "0.133000", "0.167000"];

    private readonly FidelityBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(VideoCodec.H264)]
    [InlineData(VideoCodec.Hevc)]
    [InlineData(VideoCodec.Av1)]
    [InlineData(VideoCodec.Vp9)]
    public async Task A_variable_rate_stays_variable(VideoCodec codec)
    {
        var source = await _bench.MakeAsync("film.mkv", new ClipShape
        {
            Frames = 30,
            VideoOptions = ["-preset", "ultrafast", "-vf", "select='not(eq(mod(n,5),2))',setpts=PTS+mod(N\\,3)*0.005/TB", "-fps_mode", "passthrough"],
            AudioCodec = null,
        });

        var (_, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec));

        Assert.Equal(await DistancesAsync(source), await DistancesAsync(result));
    }

    /// <summary>ffmpeg takes its rate for 1000 frames a second, as that of any film with such times.</summary>
    [Theory]
    [InlineData(VideoCodec.Hevc)]
    [InlineData(VideoCodec.Av1)]
    public async Task A_recording_by_a_browser_is_no_film_of_a_thousand_frames_a_second(VideoCodec codec)
    {
        const string Times = "setpts=PTS*33+mod(N*N\\,7)/1000/TB";
        var recorded = await _bench.MakeAsync("film.webm", new ClipShape
        {
            Frames = 40,
            Rate = "1000",
            VideoCodec = "libvpx",
            VideoOptions = ["-b:v", "2M", "-vf", Times, "-fps_mode", "passthrough", "-enc_time_base", "1:1000"],
            AudioCodec = null,
        });
        var filmed = _bench.At("film.mkv");
        await Clips.FfmpegAsync(["-i", recorded, "-vf", "setpts=N/30/TB", "-r", "30", "-c:v", "libx264", "-qp", "0", filmed], FidelityBench.Token);

        var (_, usual) = await _bench.EncodeAsync(filmed, FidelityBench.Fast(codec) with { Container = OutputContainer.Matroska });
        var bytes = new FileInfo(usual).Length;
        var (_, result) = await _bench.EncodeAsync(recorded, FidelityBench.Fast(codec) with { Container = OutputContainer.Matroska });

        Assert.Equal(await DistancesAsync(recorded), await DistancesAsync(result));

        // x265 would make half of it.
        Assert.InRange(new FileInfo(result).Length, bytes * 0.85, bytes * 1.15);
    }

    [Theory]
    [InlineData(VideoCodec.H264)]
    [InlineData(VideoCodec.Av1)]
    public async Task Soft_telecine_gives_the_frames_of_the_film_at_the_times_that_its_flags_say(VideoCodec codec)
    {
        var source = await TelecineAsync();

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec) with { Container = OutputContainer.Matroska });

        Assert.Contains(await FramesAsync(source), frame => frame.GetProperty("repeat_pict").GetInt32() == 1);
        Assert.Equal(0, (await _bench.FrameAsync(result)).GetProperty("interlaced_frame").GetInt32());
        Assert.Equal(24, (await FramesAsync(result)).Count);
        Assert.Equal(Telecined, (await TimesAsync(result)).Take(5).Select(time => time.ToString("0.000000", CultureInfo.InvariantCulture)));
        Assert.Empty(plan.Notes);
    }

    [Theory]
    [InlineData(OutputContainer.Matroska)]
    [InlineData(OutputContainer.Mp4)]
    public async Task What_an_edit_list_hides_stays_hidden(OutputContainer container)
    {
        var film = await _bench.MakeAsync("film.mp4", new ClipShape { Frames = 100, VideoOptions = ["-preset", "ultrafast", "-g", "50"], AudioCodec = null });
        await Clips.FfmpegAsync(["-ss", "2.4", "-i", film, "-c", "copy", _bench.At("cut.mp4")], FidelityBench.Token);

        var (_, result) = await _bench.EncodeAsync(_bench.At("cut.mp4"), FidelityBench.Fast(VideoCodec.H264) with { Container = container });

        Assert.Equal((await FramesAsync(_bench.At("cut.mp4"))).Count, (await FramesAsync(result)).Count);
        Assert.Equal(40, (await FramesAsync(result)).Count);
    }

    [Theory]
    [InlineData("0.5", "0", OutputContainer.Matroska)]
    [InlineData("0", "0.5", OutputContainer.Matroska)]
    [InlineData("0.5", "0", OutputContainer.Mp4)]
    [InlineData("0", "0.5", OutputContainer.Mp4)]
    public async Task Tracks_that_start_apart_stay_apart(string picture, string sound, OutputContainer container)
    {
        await Clips.FfmpegAsync(
            [
                "-itsoffset", picture, "-f", "lavfi", "-i", "testsrc2=s=192x128:r=25:d=2", "-itsoffset", sound, "-f", "lavfi", "-i", "sine=r=48000:d=2",
                "-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-c:a", "flac", _bench.At("apart.mkv"),
            ],
            FidelityBench.Token);

        var (_, result) = await _bench.EncodeAsync(_bench.At("apart.mkv"), FidelityBench.Fast(VideoCodec.H264) with { Container = container });

        Assert.Equal(await DistanceAsync(_bench.At("apart.mkv")), await DistanceAsync(result), 0.05);
    }

    /// <summary>A film of 24 frames a second whose flags make a player show every other one for three fields instead of two.</summary>
    private async Task<string> TelecineAsync()
    {
        await Clips.FfmpegAsync(["-f", "lavfi", "-i", "testsrc2=s=192x128:r=30:d=0.8", "-c:v", "mpeg2video", "-bf", "0", "-q:v", "3", _bench.At("film.m2v")], FidelityBench.Token);
        await Telecine.MarkAsync(_bench.At("film.m2v"), FidelityBench.Token);
        await Clips.FfmpegAsync(["-fflags", "+genpts", "-i", _bench.At("film.m2v"), "-c", "copy", _bench.At("telecine.mkv")], FidelityBench.Token);
        return _bench.At("telecine.mkv");
    }

    private async Task<List<JsonElement>> FramesAsync(string path) =>
        [.. (await _bench.AskAsync(path, "-select_streams", "v:0", "-show_frames")).GetProperty("frames").EnumerateArray()];

    private async Task<List<double>> TimesAsync(string path)
    {
        var times = (await FramesAsync(path)).Select(frame => Seconds(frame, "pts_time")).ToList();
        return [.. times.Select(time => time - times[0])];
    }

    private async Task<IEnumerable<int>> DistancesAsync(string path) => (await TimesAsync(path)).Select(time => (int)Math.Round(time * 1000));

    private async Task<double> DistanceAsync(string path) =>
        Seconds(await _bench.StreamAsync(path, 1), "start_time") - Seconds(await _bench.StreamAsync(path), "start_time");

    private static double Seconds(JsonElement element, string name) => double.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
