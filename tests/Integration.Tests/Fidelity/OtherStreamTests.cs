using System.Buffers.Binary;
using System.Text.Json;
using Transcoder.Contracts;
using Transcoder.Coordinator.Planning;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Fidelity;

/// <summary>Streams that not every container takes, and pixels that not every encoder has: kept, or named.</summary>
public sealed class OtherStreamTests : IDisposable
{
    private static readonly string[] Picture = ["-f", "lavfi", "-i", "testsrc2=s=192x128:r=25:d=1"];

    private readonly FidelityBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("yuv422p", "yuv420p")]
    [InlineData("yuv444p10le", "yuv420p10le")]
    public async Task Av1_takes_fewer_colours_only_where_the_profile_says_so(string format, string wanted)
    {
        var source = await _bench.MakeAsync("film.mkv", new ClipShape { Frames = 10, PixelFormat = format, VideoCodec = "ffv1", VideoOptions = [], AudioCodec = null });
        var profile = FidelityBench.Fast(VideoCodec.Av1);

        Assert.Contains(format, Assert.IsType<PlanOutcome.Refused>(await _bench.PlanAsync(source, profile)).Reason, StringComparison.Ordinal);
        var (plan, result) = await _bench.EncodeAsync(source, profile with { PixelFormat = wanted });

        Assert.Equal(wanted, (await _bench.StreamAsync(result)).GetProperty("pix_fmt").GetString());
        Assert.Contains(plan.Notes, note => note.Contains(format, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cover_art_and_second_pictures_are_left_out_and_named()
    {
        await Clips.FfmpegAsync(["-f", "lavfi", "-i", "testsrc2=s=64x48", "-frames:v", "1", _bench.At("cover.png")], FidelityBench.Token);
        await Clips.FfmpegAsync(
            [
                .. Picture, "-f", "lavfi", "-i", "testsrc=s=64x48:r=25:d=1", "-i", _bench.At("cover.png"), "-map", "0", "-map", "1", "-map", "2",
                "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:v:2", "png", "-pix_fmt:v:2", "rgb24", "-disposition:v:2", "attached_pic",
                _bench.At("film.mp4"),
            ],
            FidelityBench.Token);

        var (plan, result) = await _bench.EncodeAsync(_bench.At("film.mp4"), FidelityBench.Fast(VideoCodec.H264));

        Assert.Equal(["video h264 192"], await StreamsAsync(result));
        Assert.Collection(
            plan.Notes,
            note => Assert.Equal("Stream 1 (video, h264, und) is left out: only the first picture is encoded.", note),
            note => Assert.StartsWith("Stream 2 (cover picture, png", note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Data_are_left_out_and_named_and_the_time_code_stays()
    {
        await Clips.FfmpegAsync(
            [.. Picture, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-timecode", "01:02:03:04", _bench.At("film.mov")], FidelityBench.Token);
        Assert.Equal(2, (await StreamsAsync(_bench.At("film.mov"))).Count);

        var (plan, result) = await _bench.EncodeAsync(_bench.At("film.mov"), FidelityBench.Fast(VideoCodec.H264) with { Container = OutputContainer.Matroska });

        Assert.Equal(["video h264 192"], await StreamsAsync(result));
        var tags = (await _bench.AskAsync(result, "-show_format", "-show_streams")).GetRawText();
        Assert.Contains("01:02:03:04", tags, StringComparison.Ordinal);
        Assert.Contains(plan.Notes, note => note.EndsWith("is left out.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(VideoCodec.H264, OutputContainer.Matroska, true)]
    [InlineData(VideoCodec.H264, OutputContainer.Mp4, false)]
    [InlineData(VideoCodec.Vp9, OutputContainer.WebM, false)]
    public async Task Bitmap_subtitles_stay_in_Matroska_and_are_named_elsewhere(VideoCodec codec, OutputContainer container, bool kept)
    {
        await File.WriteAllBytesAsync(_bench.At("a.sup"), [.. Subtitle(0.2), .. Subtitle(0.6)], FidelityBench.Token);
        await Clips.FfmpegAsync(
            [
                .. Picture, "-i", _bench.At("a.sup"), "-map", "0", "-map", "1", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:s", "copy",
                "-metadata:s:s:0", "language=ger", _bench.At("film.mkv"),
            ],
            FidelityBench.Token);

        var (plan, result) = await _bench.EncodeAsync(_bench.At("film.mkv"), FidelityBench.Fast(codec) with { Container = container });

        Assert.Equal(kept, (await StreamsAsync(result)).Contains("subtitle hdmv_pgs_subtitle -"));
        Assert.Equal(kept, plan.Notes.Count == 0);
        Assert.True(kept || plan.Notes.Single().Contains("hdmv_pgs_subtitle", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pcm_s16le", OutputContainer.Matroska, VideoCodec.H264, "pcm_s16le 5.1")]
    [InlineData("pcm_s16le", OutputContainer.Mp4, VideoCodec.H264, "aac 5.1")]
    [InlineData("ac3", OutputContainer.Matroska, VideoCodec.H264, "ac3 5.1(side)")]
    [InlineData("ac3", OutputContainer.Mp4, VideoCodec.H264, "ac3 5.1(side)")]
    [InlineData("ac3", OutputContainer.WebM, VideoCodec.Vp9, "opus 5.1")]
    [InlineData("pcm_s16be", OutputContainer.WebM, VideoCodec.Vp9, "opus 5.1")]
    public async Task Sound_keeps_its_channels_in_a_codec_that_the_container_carries(string sound, OutputContainer container, VideoCodec codec, string wanted)
    {
        await Clips.FfmpegAsync(
            [
                .. Picture, "-f", "lavfi", "-i", "aevalsrc=0.1*sin(t*400)|0.1*sin(t*500)|0|0|0|0:c=5.1:d=1:s=48000", "-c:v", "libx264", "-preset", "ultrafast",
                "-pix_fmt", "yuv420p", "-c:a", sound, _bench.At("film.mov"),
            ],
            FidelityBench.Token);

        var (_, result) = await _bench.EncodeAsync(_bench.At("film.mov"), FidelityBench.Fast(codec) with { Container = container });

        var stream = await _bench.StreamAsync(result, 1);
        Assert.Equal(6, stream.GetProperty("channels").GetInt32());
        Assert.Equal(wanted, $"{stream.GetProperty("codec_name").GetString()} {(stream.TryGetProperty("channel_layout", out var layout) ? layout.GetString() : "5.1")}");
    }

    // A display set that clears the screen: what it is composed of (nothing), and its end.
    private static IEnumerable<byte> Subtitle(double seconds)
    {
        byte[] composition = [0, 192, 0, 128, 0x10, 0, 0, 0x80, 0, 0, 0];
        return [.. Segment(seconds, 0x16, composition), .. Segment(seconds, 0x80, [])];
    }

    private static byte[] Segment(double seconds, byte kind, byte[] content)
    {
        var bytes = new byte[13 + content.Length];
        "PG"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(2), (uint)(seconds * 90_000));
        bytes[10] = kind;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(11), (ushort)content.Length);
        content.CopyTo(bytes.AsSpan(13));
        return bytes;
    }

    private async Task<List<string>> StreamsAsync(string path) =>
        [.. (await _bench.AskAsync(path, "-show_streams")).GetProperty("streams").EnumerateArray().Select(stream =>
            $"{Text(stream, "codec_type")} {Text(stream, "codec_name")} {(Text(stream, "codec_type") == "video" ? Text(stream, "width") : "-")}")];

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "-";
}
