using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Chunks;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Pieces;

/// <summary>Where two pieces meet nothing can be seen: a plain picture that gets brighter frame by frame gets brighter there as anywhere else.</summary>
public sealed class PieceJointTests : IDisposable
{
    private const int Frames = 200;

    // Of 255 levels: encoders round.
    private const double Rounding = 1;

    private readonly PieceBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(VideoCodec.H264, "veryfast", 23)]
    [InlineData(VideoCodec.Hevc, "ultrafast", 26)]
    [InlineData(VideoCodec.Av1, "12", 35)]
    [InlineData(VideoCodec.Vp9, "8", 33)]
    public async Task A_plain_picture_gets_brighter_without_a_step(VideoCodec codec, string preset, int crf)
    {
        var source = _bench.At("source.mkv");
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", $"color=black:s=192x144:r=25,format=gray,geq=lum=40+N*{Text(0.5)},format=yuv420p", "-frames:v", Text(Frames),
                "-c:v", "libx264", "-preset", "veryfast", "-crf", "0", "-threads", "1", "-g", "25", source,
            ],
            PieceBench.Stop);
        var settings = new EncodeSettings
        {
            Container = OutputContainer.Matroska,
            Video = new VideoSettings { SourceStream = 0, Codec = codec, Crf = crf, Preset = preset, Threads = 1 },
        };

        var plan = Assert.IsType<ChunkPlan.Chunks>(await _bench.PlanAsync(source));
        var stitched = await _bench.StitchedAsync(source, settings, plan, check: EncoderCheck.Similarity);

        var wanted = await BrightnessAsync(source);
        var (whole, found) = (await BrightnessAsync(await _bench.WholeAsync(source, settings)), await BrightnessAsync(stitched));
        Assert.True(plan.List.Count > 2);
        Assert.Equal(Frames, found.Count);

        // Keyframes of SVT-AV1 are two levels off, wherever they stand.
        var worst = Math.Max(Rounding, wanted.Zip(whole).Max(pair => Math.Abs(pair.First - pair.Second)));
        Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First, pair.Second, worst));
    }

    /// <returns>The mean of each frame's luma.</returns>
    private async Task<IReadOnlyList<double>> BrightnessAsync(string path)
    {
        const string Mean = "lavfi.signalstats.YAVG=";
        var means = new List<double>();
        var request = new ToolRequest
        {
            Program = "ffmpeg",
            Arguments =
            [
                "-v", "error", "-nostdin", "-i", path, "-map", "0:v:0", "-vf", "signalstats,metadata=mode=print:key=lavfi.signalstats.YAVG:file=-",
                "-fps_mode", "passthrough", "-f", "null", "-",
            ],
            OutputLine = line =>
            {
                if (line.StartsWith(Mean, StringComparison.Ordinal))
                {
                    means.Add(double.Parse(line.AsSpan(Mean.Length), CultureInfo.InvariantCulture));
                }
            },
        };
        Assert.True(await _bench.Tools.RunAsync(request, PieceBench.Stop) is { Succeeded: true, ErrorEmpty: true });
        return means;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
