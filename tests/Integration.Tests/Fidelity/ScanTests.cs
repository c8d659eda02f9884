using Transcoder.Contracts;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Fidelity;

/// <summary>Interlaced pictures.</summary>
public sealed class ScanTests : IDisposable
{
    private readonly FidelityBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(VideoCodec.Hevc)]
    [InlineData(VideoCodec.Av1)]
    [InlineData(VideoCodec.Vp9)]
    public async Task Fields_become_whole_frames_where_the_encoder_has_no_fields(VideoCodec codec)
    {
        var source = await MakeAsync("tff");

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec));

        Assert.Equal("tt", (await _bench.StreamAsync(source)).GetProperty("field_order").GetString());
        Assert.Equal(0, (await _bench.FrameAsync(result)).GetProperty("interlaced_frame").GetInt32());
        Assert.NotEqual(0, await CombedFramesAsync(source));
        Assert.Equal(0, await CombedFramesAsync(result));
        Assert.NotEqual("tt", (await _bench.StreamAsync(result)).TryGetProperty("field_order", out var order) ? order.GetString() : null);
        Assert.Equal([$"The picture is interlaced, and {codec} is encoded in whole frames: one frame is made of each pair of fields."], plan.Notes);
    }

    [Theory]
    [InlineData("dvvideo", "avi")]
    [InlineData("dvvideo", "dv")]
    [InlineData("mpeg4", "avi")]
    public async Task Fields_that_frames_tell_of_and_the_header_does_not_become_whole_frames(string encoder, string container)
    {
        var source = await MakeLowerFirstAsync(encoder, container);

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.Hevc));

        Assert.Equal("unknown", (await _bench.StreamAsync(source)).TryGetProperty("field_order", out var order) ? order.GetString() : "unknown");
        Assert.NotEqual(0, await CombedFramesAsync(source));
        Assert.Equal(0, await CombedFramesAsync(result));
        Assert.Single(plan.Notes, note => note.StartsWith("The picture is interlaced", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FieldOrder.AsMarked, VideoCodec.Hevc, 0)]
    [InlineData(FieldOrder.BottomFirst, VideoCodec.Hevc, 0)]
    [InlineData(FieldOrder.BottomFirst, VideoCodec.H264, 1)]
    public async Task Fields_that_nothing_tells_of_are_what_the_profile_says(FieldOrder fields, VideoCodec codec, int interlaced)
    {
        var source = await MakeLowerFirstAsync("rawvideo", "avi");

        var (_, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec) with { Fields = fields });

        Assert.NotEqual(0, await CombedFramesAsync(source));
        Assert.Equal(fields is FieldOrder.BottomFirst && codec is VideoCodec.Hevc, await CombedFramesAsync(result) == 0);
        var frame = await _bench.FrameAsync(result);
        Assert.Equal((interlaced, 0), (frame.GetProperty("interlaced_frame").GetInt32(), frame.GetProperty("top_field_first").GetInt32()));
    }

    [Fact]
    public async Task Whole_frames_that_are_marked_as_fields_stay_whole_where_the_profile_says_so()
    {
        var source = await MakeAsync("tff");

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264) with { Fields = FieldOrder.Progressive });

        Assert.Equal(0, (await _bench.FrameAsync(result)).GetProperty("interlaced_frame").GetInt32());
        Assert.Equal(["The picture is marked as interlaced, and the profile takes it for whole frames."], plan.Notes);
    }

    [Theory]
    [InlineData("tff", 1)]
    [InlineData("bff", 0)]
    public async Task H264_keeps_fields_and_their_order(string order, int topFieldFirst)
    {
        var source = await MakeAsync(order);

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264));

        var frame = await _bench.FrameAsync(result);
        Assert.Equal((1, topFieldFirst), (frame.GetProperty("interlaced_frame").GetInt32(), frame.GetProperty("top_field_first").GetInt32()));
        Assert.Empty(plan.Notes);
    }

    [Fact]
    public async Task A_result_with_fields_where_whole_frames_were_ordered_is_refused()
    {
        var source = await MakeAsync("tff");
        var (plan, _) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.Hevc));
        await Clips.FfmpegAsync(["-i", source, "-c:v", "libx265", "-x265-params", "log-level=error", _bench.At("fields.mkv")], FidelityBench.Token);

        Assert.Single(await _bench.ProblemsAsync(plan.Settings, _bench.At("fields.mkv")));
    }

    /// <summary>How many frames look like two fields of two moments, whatever they say of themselves.</summary>
    private async Task<int> CombedFramesAsync(string path)
    {
        await Clips.FfmpegAsync(["-i", path, "-vf", $"idet,metadata=print:file={_bench.At("idet")}", "-f", "null", "-"], FidelityBench.Token);
        var lines = await File.ReadAllLinesAsync(_bench.At("idet"), FidelityBench.Token);
        return lines.Count(line => line is "lavfi.idet.multiple.current_frame=tff" or "lavfi.idet.multiple.current_frame=bff");
    }

    private async Task<string> MakeLowerFirstAsync(string encoder, string container)
    {
        var path = _bench.At($"fields.{container}");
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "testsrc2=s=720x576:r=50", "-frames:v", "20", "-vf", "interlace=scan=bff,format=yuv420p",
                "-c:v", encoder, "-flags", "+ildct+ilme", "-top", "0", "-q:v", "3", path,
            ],
            FidelityBench.Token);
        return path;
    }

    private async Task<string> MakeAsync(string order)
    {
        var path = _bench.At("fields.mpg");
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "testsrc2=s=352x288:r=50", "-frames:v", "20",
                "-vf", $"interlace=scan={order}", "-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-top", order == "tff" ? "1" : "0", "-q:v", "3", path,
            ],
            FidelityBench.Token);
        return path;
    }
}
