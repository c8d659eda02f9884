using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Profiles;

public sealed class ProfileTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task The_built_in_profiles_are_proven_like_all_others()
    {
        await using var coordinator = await TestCoordinator.StartAsync(_tree);
        var catalog = coordinator.Services.GetRequiredService<ProfileCatalog>();

        Assert.Equal(["av1", "h264", "hevc", "vp9"], catalog.All.Select(profile => profile.Name));
        Assert.Equal("hevc", catalog.DefaultName);
        Assert.All(catalog.All, profile =>
        {
            Assert.Contains(profile.Preset, CodecRules.Presets(profile.VideoCodec));
            Assert.InRange(profile.Crf, 0, CodecRules.LargestCrf(profile.VideoCodec));
            Assert.True(CodecRules.Fits(profile.VideoCodec, profile.Container));
        });
    }

    [Fact]
    public async Task A_profile_of_ones_own_takes_what_it_leaves_out_from_its_codec()
    {
        await using var coordinator = await TestCoordinator.StartAsync(
            _tree, null, ("Profiles:web:VideoCodec", "h264"), ("Profiles:web:Crf", "26"), ("Profiles:web:Audio", "encode"), ("Planning:DefaultProfile", "web"));
        var catalog = coordinator.Services.GetRequiredService<ProfileCatalog>();

        Assert.Equal("web", catalog.DefaultName);
        Assert.Equal(
            new Profile
            {
                Name = "web",
                VideoCodec = VideoCodec.H264,
                Container = OutputContainer.Mp4,
                Crf = 26,
                Preset = "medium",
                Audio = AudioRule.Encode,
            },
            catalog.Find("web"));
    }

    [Fact]
    public async Task A_built_in_profile_can_be_changed_in_parts()
    {
        await using var coordinator = await TestCoordinator.StartAsync(_tree, null, ("Profiles:HEVC:Preset", "slow"), ("Profiles:HEVC:Threads", "2"),
            ("Profiles:HEVC:Fields", "bottomfirst"));
        var catalog = coordinator.Services.GetRequiredService<ProfileCatalog>();

        Assert.Equal(BuiltInProfiles.Of(VideoCodec.Hevc) with { Preset = "slow", Threads = 2, Fields = FieldOrder.BottomFirst }, catalog.Find("hevc"));
        Assert.Equal(4, catalog.All.Count);
    }

    [Theory]
    [InlineData("Profiles:web:VideoCodec", "h265", "Profiles:web:VideoCodec: \"h265\" is none of H264, Hevc, Av1, Vp9")]
    [InlineData("Profiles:web:Crf", "20", "Profiles:web:VideoCodec: missing; one of H264, Hevc, Av1, Vp9")]
    [InlineData("Profiles:h264:Crf", "52", "Profiles:h264:Crf: 52 is not between 0 and 51, the range of H264")]
    [InlineData("Profiles:av1:Crf", "-1", "Profiles:av1:Crf: -1 is not between 0 and 63, the range of Av1")]
    [InlineData("Profiles:hevc:Preset", "warpspeed", "Profiles:hevc:Preset: Hevc has no preset \"warpspeed\"")]
    [InlineData("Profiles:av1:Preset", "14", "Profiles:av1:Preset: Av1 has no preset \"14\"")]
    [InlineData("Profiles:vp9:Preset", "medium", "Profiles:vp9:Preset: Vp9 has no preset \"medium\"")]
    [InlineData("Profiles:av1:PixelFormat", "yuv444p", "Profiles:av1:PixelFormat: Av1 has no \"yuv444p\"")]
    [InlineData("Profiles:h264:Threads", "0", "Profiles:h264:Threads: 0 is not between 1 and 256")]
    [InlineData("Profiles:h264:AudioKilobits", "8", "Profiles:h264:AudioKilobits: 8 is not between 16 and 512")]
    [InlineData("Profiles:h264:Container", "WebM", "Profiles:h264:Container: WebM cannot hold H264")]
    [InlineData("Profiles:h264:Container", "1", "Profiles:h264:Container: \"1\" is none of Matroska, Mp4, WebM")]
    [InlineData("Profiles:hevc:SkipCodecs:1", "h265", "Profiles:hevc:SkipCodecs:0: \"h265\" is none of H264, Hevc, Av1, Vp9")]
    [InlineData("Profiles:h264:Prset", "slow", "Profiles:h264:Prset: there is no such setting")]
    [InlineData("Profiles:a/b:VideoCodec", "H264", "Profiles:a/b: a profile's name is made of")]
    [InlineData("Planning:DefaultProfile", "best", "Planning:DefaultProfile: there is no profile \"best\"; there are av1, h264, hevc, vp9")]
    public async Task A_wrong_setting_is_one_sentence_at_the_start(string setting, string value, string sentence)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => TestCoordinator.StartAsync(_tree, null, (setting, value)));

        Assert.StartsWith(sentence, Assert.Single(failure.Failures), StringComparison.Ordinal);
    }
}
