using Transcoder.Contracts;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Fidelity;

/// <summary>Closed captions and the active format, which pictures themselves carry.</summary>
public sealed class ExtrasTests : IDisposable
{
    private const string Captions = "ATSC A53 Part 4 Closed Captions";
    private const string ActiveFormat = "What the picture says of its active part (AFD) is left out.";
    private readonly FidelityBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task H264_keeps_captions()
    {
        var source = await CaptionedFilm.MakeAsync(_bench.At("source.mkv"), FidelityBench.Token);

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264));

        Assert.Contains(Captions, (await _bench.FrameAsync(source)).GetRawText(), StringComparison.Ordinal);
        Assert.Contains(Captions, (await _bench.FrameAsync(result)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal([ActiveFormat], plan.Notes);
    }

    [Theory]
    [InlineData(VideoCodec.Hevc)]
    [InlineData(VideoCodec.Av1)]
    [InlineData(VideoCodec.Vp9)]
    public async Task Others_lose_them_and_say_so(VideoCodec codec)
    {
        var source = await CaptionedFilm.MakeAsync(_bench.At("source.mkv"), FidelityBench.Token);

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec));

        Assert.DoesNotContain(Captions, (await _bench.FrameAsync(result)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["The closed captions in the picture are left out: only H264 is encoded with them.", ActiveFormat], plan.Notes);
    }

    [Theory]
    [InlineData(VideoCodec.Hevc)]
    [InlineData(VideoCodec.Vp9)]
    public async Task Matroska_and_WebM_say_that_a_picture_is_stereo_and_of_all_directions(VideoCodec codec)
    {
        var source = await SphericalAsync();

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(codec));

        var said = (await _bench.StreamAsync(result)).GetRawText();
        Assert.Contains("top and bottom", said, StringComparison.Ordinal);
        Assert.Contains("equirectangular", said, StringComparison.Ordinal);
        Assert.Empty(plan.Notes);
    }

    [Fact]
    public async Task Mp4_does_not_and_the_job_says_so()
    {
        var source = await SphericalAsync();

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.H264));

        Assert.DoesNotContain("equirectangular", (await _bench.StreamAsync(result)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            [
                "That the picture shows all directions (360°) is left out: it is written into Matroska and WebM only.",
                "That the picture holds two, for both eyes (3D), is left out: it is written into Matroska and WebM only.",
            ],
            plan.Notes);
    }

    private async Task<string> SphericalAsync() => await SphericalFilm.MarkAsync(
        await _bench.MakeAsync("film.mp4", new ClipShape { Frames = 10, Width = 128, Height = 64, AudioCodec = null }), FidelityBench.Token);
}
