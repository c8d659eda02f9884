using Transcoder.Contracts;
using Transcoder.Coordinator.Planning;
using Transcoder.Coordinator.Profiles;
using Transcoder.TestKit;

namespace Transcoder.Integration.Tests.Fidelity;

/// <summary>HDR10+ and Dolby Vision, which no encoder here can write.</summary>
public sealed class DynamicHdrTests : IDisposable
{
    private static readonly ClipShape Film = new()
    {
        Frames = 10,
        PixelFormat = "yuv420p10le",
        VideoCodec = "libx265",
        VideoOptions = ["-preset", "ultrafast", "-color_trc", "smpte2084", "-x265-params", "log-level=error:bframes=0"],
        AudioCodec = null,
    };

    private readonly FidelityBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Hdr10_plus_is_refused()
    {
        var source = await Hdr10PlusAsync();

        Assert.Equal(
            "The picture carries HDR10+, which no encoder here can write; a profile with DynamicHdr=Drop leaves it out.",
            await RefusalAsync(source, FidelityBench.Fast(VideoCodec.Hevc)));
    }

    [Fact]
    public async Task Hdr10_plus_is_left_out_and_named_where_the_profile_says_so()
    {
        var source = await Hdr10PlusAsync();

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.Hevc) with { DynamicHdr = DynamicHdrRule.Drop });

        Assert.Contains("HDR10+", (await _bench.FrameAsync(source)).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("HDR10+", (await _bench.FrameAsync(result)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["HDR10+ is left out, as the profile says; the picture below it stays."], plan.Notes);
    }

    [Fact]
    public async Task Dolby_Vision_is_refused()
    {
        var source = await DolbyVisionAsync(profile: 8, compatibility: 1);

        Assert.Equal(
            "The picture carries Dolby Vision (profile 8), which no encoder here can write; a profile with DynamicHdr=Drop leaves it out.",
            await RefusalAsync(source, FidelityBench.Fast(VideoCodec.Hevc)));
    }

    [Theory]
    [InlineData(OutputContainer.Matroska)]
    [InlineData(OutputContainer.Mp4)]
    public async Task Dolby_Vision_is_left_out_and_named_where_the_profile_says_so(OutputContainer container)
    {
        var source = await DolbyVisionAsync(profile: 8, compatibility: 1);

        var (plan, result) = await _bench.EncodeAsync(source, FidelityBench.Fast(VideoCodec.Hevc) with { Container = container, DynamicHdr = DynamicHdrRule.Drop });

        Assert.Contains("DOVI", (await _bench.StreamAsync(source)).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("DOVI", (await _bench.StreamAsync(result)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["Dolby Vision (profile 8) is left out, as the profile says; the picture below it stays."], plan.Notes);
    }

    [Fact]
    public async Task Dolby_Vision_without_a_picture_below_it_is_always_refused()
    {
        var source = await DolbyVisionAsync(profile: 5, compatibility: 0);

        Assert.Equal(
            "The picture carries Dolby Vision (profile 5), which no encoder here can write, and its colours are wrong without it.",
            await RefusalAsync(source, FidelityBench.Fast(VideoCodec.Hevc) with { DynamicHdr = DynamicHdrRule.Drop }));
    }

    private async Task<string> Hdr10PlusAsync()
    {
        var bare = await _bench.MakeAsync("bare.hevc", Film);
        await DynamicHdr.AddHdr10PlusAsync(bare, _bench.At("plus.mkv"), FidelityBench.Token);
        return _bench.At("plus.mkv");
    }

    private async Task<string> DolbyVisionAsync(byte profile, byte compatibility)
    {
        var film = await _bench.MakeAsync("dolby.mp4", Film);
        await DynamicHdr.AddDolbyVisionAsync(film, profile, compatibility, FidelityBench.Token);
        return film;
    }

    private async Task<string> RefusalAsync(string source, Profile profile) =>
        Assert.IsType<PlanOutcome.Refused>(await _bench.PlanAsync(source, profile)).Reason;
}
