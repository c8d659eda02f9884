using Transcoder.Contracts;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Fidelity;

/// <summary>Films of cameras and other people's programs pass the checks, and stay what they are.</summary>
public sealed class RealFilmTests : IDisposable
{
    private readonly FidelityBench _bench = new();

    public static MatrixTheoryData<string, VideoCodec> Films =>
        new(["hlg-10bit.mov", "rotated-90.mp4", "sample.mkv"], [VideoCodec.H264, VideoCodec.Hevc, VideoCodec.Av1, VideoCodec.Vp9]);

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Films))]
    public async Task A_real_film_passes_the_check(string name, VideoCodec codec)
    {
        var real = Clips.FindReal(name);
        Assert.SkipWhen(real is null, "The real clips are not beside this source tree.");

        var (_, result) = await _bench.EncodeAsync(real!, FidelityBench.Fast(codec));

        Assert.Equal(await WordsAsync(real!), await WordsAsync(result));
    }

    private async Task<string> WordsAsync(string path)
    {
        var stream = await _bench.StreamAsync(path);
        string[] names = ["pix_fmt", "color_transfer", "color_primaries", "color_space"];
        return string.Join(' ', names.Select(name => stream.TryGetProperty(name, out var value) ? value.GetString() : "-"));
    }
}
