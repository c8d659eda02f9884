using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>What a picture says of its brightness beside its transfer curve, which is a matter of <see cref="ColorRule"/>. Pure.</summary>
internal static class HdrRules
{
    /// <summary>HDR10+ and Dolby Vision, which no encoder here can write.</summary>
    public static Ruling Dynamic(MediaStream video, Profile profile)
    {
        string[] carried = [.. video.DolbyVision is { } dolby ? [Name(dolby)] : Array.Empty<string>(), .. video.HasDynamicHdr ? ["HDR10+"] : Array.Empty<string>()];
        if (carried.Length == 0)
        {
            return video is { Codec: "av1" or "vp9", ColorTransfer: "smpte2084" }
                ? Ruling.Converted($"Whether the picture carries HDR10+ cannot be seen in {video.Codec}; what there is of it is left out.")
                : Ruling.Kept;
        }

        var names = string.Join(" and ", carried);
        if (video.DolbyVision is { Compatibility: 0 })
        {
            return Ruling.Refused($"The picture carries {names}, which no encoder here can write, and its colours are wrong without it.");
        }

        return profile.DynamicHdr == DynamicHdrRule.Drop
            ? Ruling.Converted(
                $"{names} is left out, as the profile says; the picture below it stays.",
                settings => settings with { FramesOnly = video.DolbyVision is not null })
            : Ruling.Refused($"The picture carries {names}, which no encoder here can write; a profile with DynamicHdr=Drop leaves it out.");
    }

    /// <summary>The mastering display and the light levels of HDR10.</summary>
    public static Ruling Static(MediaStream video, Profile profile)
    {
        if (video is { Mastering: null, Light: null })
        {
            return Ruling.Kept;
        }

        return profile.VideoCodec is VideoCodec.Hevc or VideoCodec.Av1
            ? Ruling.KeptBy(settings => settings with { Mastering = Mastering(video.Mastering), Light = Light(video.Light) })
            : Ruling.Converted($"What the header says of the mastering display and the light levels (HDR10) is left out: {profile.VideoCodec} cannot be told it.");
    }

    private static string Name(DolbyVision dolby) =>
        dolby.Profile is { } profile ? string.Create(CultureInfo.InvariantCulture, $"Dolby Vision (profile {profile})") : "Dolby Vision";

    private static MasteringSettings? Mastering(MasteringDisplay? display) => display is null
        ? null
        : new MasteringSettings
        {
            RedX = display.Red.X,
            RedY = display.Red.Y,
            GreenX = display.Green.X,
            GreenY = display.Green.Y,
            BlueX = display.Blue.X,
            BlueY = display.Blue.Y,
            WhiteX = display.White.X,
            WhiteY = display.White.Y,
            MaxLuminance = display.MaxLuminance,
            MinLuminance = display.MinLuminance,
        };

    private static LightSettings? Light(ContentLight? light) =>
        light is null ? null : new LightSettings { MaxContent = light.MaxContent, MaxFrameAverage = light.MaxFrameAverage };
}
