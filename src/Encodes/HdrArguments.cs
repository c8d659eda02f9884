using System.Globalization;
using Transcoder.Contracts;

namespace Transcoder.Encodes;

/// <summary>The metadata of HDR10 as the encoders must be told it: ffmpeg 5.1 does not hand it on. Pure.</summary>
internal static class HdrArguments
{
    private const double ChromaticityUnits = 50_000;
    private const double LuminanceUnits = 10_000;

    /// <returns>Parts of -x265-params.</returns>
    public static IEnumerable<string> X265(VideoSettings video)
    {
        if (video.Mastering is { } display)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"master-display=G({display.GreenX},{display.GreenY})B({display.BlueX},{display.BlueY})R({display.RedX},{display.RedY})"
                + $"WP({display.WhiteX},{display.WhiteY})L({display.MaxLuminance},{display.MinLuminance})");
        }

        if (video.Light is { } light)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"max-cll={light.MaxContent},{light.MaxFrameAverage}");
        }
    }

    /// <returns>Parts of -svtav1-params.</returns>
    public static IEnumerable<string> Svt(VideoSettings video)
    {
        if (video.Mastering is { } display)
        {
            yield return $"mastering-display=G({Point(display.GreenX, display.GreenY)})B({Point(display.BlueX, display.BlueY)})"
                + $"R({Point(display.RedX, display.RedY)})WP({Point(display.WhiteX, display.WhiteY)})"
                + $"L({Number(display.MaxLuminance, LuminanceUnits)},{Number(display.MinLuminance, LuminanceUnits)})";
        }

        if (video.Light is { } light)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"content-light={light.MaxContent},{light.MaxFrameAverage}");
        }
    }

    private static string Point(int x, int y) => $"{Number(x, ChromaticityUnits)},{Number(y, ChromaticityUnits)}";

    private static string Number(int value, double units) => (value / units).ToString("0.######", CultureInfo.InvariantCulture);
}
