using System.Text.Json;
using Transcoder.Contracts;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Fidelity;

/// <summary>What a film says of its colours and its brightness.</summary>
public sealed class ColorTests : IDisposable
{
    private static readonly string[] Hdr10 =
    [
        "-preset", "ultrafast", "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc", "-color_range", "tv", "-x265-params",
        "log-level=error:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400",
    ];

    private readonly FidelityBench _bench = new();

    public static TheoryData<VideoCodec, string> Formats
    {
        get
        {
            var data = new TheoryData<VideoCodec, string>();
            foreach (var codec in new[] { VideoCodec.H264, VideoCodec.Hevc, VideoCodec.Vp9 })
            {
                foreach (var format in new[] { "gbrp", "gray", "bgr0", "yuv411p", "yuv440p", "yuv422p", "yuv420p12le", "yuva420p", "yuv444p10le" })
                {
                    data.Add(codec, format);
                }
            }

            foreach (var format in new[] { "bgra", "yuva422p10le", "gbrap12le", "ya8" })
            {
                data.Add(VideoCodec.Hevc, format);
                data.Add(VideoCodec.Vp9, format);
            }

            data.Add(VideoCodec.Av1, "gray");
            data.Add(VideoCodec.Av1, "yuva420p10le");
            data.Add(VideoCodec.Av1, "yuv420p12le");
            return data;
        }
    }

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(VideoCodec.H264, "bt709", "bt709", "bt709", "tv")]
    [InlineData(VideoCodec.H264, "smpte170m", "smpte170m", "smpte170m", "tv")]
    [InlineData(VideoCodec.Hevc, "bt470bg", "smpte170m", "bt470bg", "tv")]
    [InlineData(VideoCodec.Hevc, "bt709", "iec61966-2-1", "bt709", "pc")]
    [InlineData(VideoCodec.Hevc, "bt2020", "arib-std-b67", "bt2020nc", "tv")]
    [InlineData(VideoCodec.Av1, "bt2020", "arib-std-b67", "bt2020nc", "tv")]
    [InlineData(VideoCodec.Av1, "smpte432", "bt709", "bt709", "tv")]
    [InlineData(VideoCodec.Vp9, "bt2020", "arib-std-b67", "bt2020nc", "tv")]
    [InlineData(VideoCodec.Vp9, "bt709", "bt709", "bt709", "tv")]
    public async Task Colours_stay_what_they_are(VideoCodec codec, string primaries, string transfer, string matrix, string range)
    {
        var source = await _bench.MakeAsync("film.mkv", new ClipShape
        {
            Frames = 10,
            PixelFormat = "yuv420p10le",
            VideoCodec = "ffv1",
            VideoOptions = ["-color_primaries", primaries, "-color_trc", transfer, "-colorspace", matrix, "-color_range", range],
            AudioCodec = null,
        });

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec));

        var stream = await _bench.StreamAsync(result);
        Assert.Equal((primaries, transfer, matrix, range), (Text(stream, "color_primaries"), Text(stream, "color_transfer"), Text(stream, "color_space"), Text(stream, "color_range")));
        Assert.Equal("yuv420p10le", Text(stream, "pix_fmt"));
        Assert.Empty(plan.Notes);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Whatever_is_converted_passes_the_check(VideoCodec codec, string format)
    {
        var source = await _bench.MakeAsync("film.mkv", new ClipShape { Frames = 3, PixelFormat = format, VideoCodec = "ffv1", VideoOptions = [], AudioCodec = null });

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec));

        var became = Text(await _bench.StreamAsync(result), "pix_fmt");

        // Grey H.264 and the transparency of VP9 are there, and ffmpeg's decoders do not tell.
        var untold = (codec, format) is (VideoCodec.H264, "gray") or (VideoCodec.Vp9, "yuva420p");
        Assert.True(became == format || plan.Notes.Count == 1 || untold, $"{format} became {became} without a word.");
    }

    [Theory]
    [InlineData(VideoCodec.H264)]
    [InlineData(VideoCodec.Hevc)]
    [InlineData(VideoCodec.Vp9)]
    public async Task A_full_range_may_be_thinned_out_as_the_profile_says(VideoCodec codec)
    {
        var source = await _bench.MakeAsync("film.mkv", new ClipShape
        {
            Frames = 3,
            PixelFormat = "yuv420p10le",
            VideoCodec = "ffv1",
            VideoOptions = ["-vf", "scale=out_range=pc", "-color_range", "pc"],
            AudioCodec = null,
        });

        var (_, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec) with { PixelFormat = "yuv420p" });

        Assert.Contains(Text(await _bench.StreamAsync(result), "pix_fmt"), (string[])["yuv420p", "yuvj420p"]);
    }

    [Theory]
    [InlineData(VideoCodec.Hevc, OutputContainer.Matroska)]
    [InlineData(VideoCodec.Hevc, OutputContainer.Mp4)]
    [InlineData(VideoCodec.Av1, OutputContainer.Matroska)]
    [InlineData(VideoCodec.Av1, OutputContainer.Mp4)]
    public async Task Hdr10_keeps_its_mastering_display_and_its_light_levels(VideoCodec codec, OutputContainer container)
    {
        var source = await _bench.MakeAsync("hdr.mkv", new ClipShape { Frames = 10, PixelFormat = "yuv420p10le", VideoCodec = "libx265", VideoOptions = Hdr10, AudioCodec = null });

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec) with { Container = container });

        var sides = (await _bench.FrameAsync(result)).GetProperty("side_data_list").EnumerateArray().ToList();
        var display = Assert.Single(sides, side => Text(side, "side_data_type") == "Mastering display metadata");
        var light = Assert.Single(sides, side => Text(side, "side_data_type") == "Content light level metadata");
        Assert.Equal((0.68, 0.32, 0.265, 0.69), (Value(display, "red_x"), Value(display, "red_y"), Value(display, "green_x"), Value(display, "green_y")));
        Assert.Equal((0.15, 0.06, 0.3127, 0.329), (Value(display, "blue_x"), Value(display, "blue_y"), Value(display, "white_point_x"), Value(display, "white_point_y")));
        Assert.Equal((1000, 0.005), (Value(display, "max_luminance"), Value(display, "min_luminance")));
        Assert.Equal((1000, 400), (light.GetProperty("max_content").GetInt32(), light.GetProperty("max_average").GetInt32()));
        Assert.Equal("smpte2084", Text(await _bench.StreamAsync(result), "color_transfer"));
        Assert.Empty(plan.Notes);
    }

    [Theory]
    [InlineData(VideoCodec.H264)]
    [InlineData(VideoCodec.Vp9)]
    public async Task Where_hdr10_cannot_stay_whole_the_job_says_so(VideoCodec codec)
    {
        var source = await _bench.MakeAsync("hdr.mkv", new ClipShape { Frames = 10, PixelFormat = "yuv420p10le", VideoCodec = "libx265", VideoOptions = Hdr10, AudioCodec = null });

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec));

        Assert.Equal("smpte2084", Text(await _bench.StreamAsync(result), "color_transfer"));
        Assert.Equal([$"What the header says of the mastering display and the light levels (HDR10) is left out: {codec} cannot be told it."], plan.Notes);
    }

    [Fact]
    public async Task A_result_without_the_colours_of_its_source_is_refused()
    {
        var source = await _bench.MakeAsync(
            "hdr.mkv", new ClipShape { Frames = 10, PixelFormat = "yuv420p10le", VideoCodec = "libx265", VideoOptions = Hdr10, AudioCodec = null });
        var (plan, _) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.Hevc));
        var plain = await _bench.MakeAsync(
            "plain.mkv",
            new ClipShape { Frames = 10, VideoCodec = "libx265", VideoOptions = ["-preset", "ultrafast", "-x265-params", "log-level=error"], AudioCodec = null });

        Assert.Equal(6, (await _bench.ProblemsAsync(plan.Settings, plain)).Count);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static double Value(JsonElement element, string name)
    {
        var parts = Text(element, name)!.Split('/');
        return Math.Round(double.Parse(parts[0], null) / double.Parse(parts[1], null), 4);
    }
}
