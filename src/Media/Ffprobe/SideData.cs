using System.Globalization;

namespace Transcoder.Media.Ffprobe;

/// <summary>Makes our records of ffprobe's side data, of streams and of frames. Pure.</summary>
internal static class SideData
{
    private const int ChromaticityUnits = 50_000;
    private const int LuminanceUnits = 10_000;

    /// <returns>The stream with whatever the side data adds to it.</returns>
    public static MediaStream AddTo(MediaStream stream, IReadOnlyList<FfprobeSideData>? list)
    {
        foreach (var data in list ?? [])
        {
            stream = stream with
            {
                Mastering = Mastering(data) ?? stream.Mastering,
                Light = Light(data) ?? stream.Light,
                DolbyVision = DolbyVision(data, stream.DolbyVision) ?? stream.DolbyVision,
                HasDynamicHdr = stream.HasDynamicHdr || Is(data, "HDR Dynamic Metadata"),
                Extras = stream.Extras | Extra(data),
            };
        }

        return stream;
    }

    /// <returns>Whether there is a display matrix that turns left into right.</returns>
    public static bool Mirrors(IReadOnlyList<FfprobeSideData>? list) =>
        list?.FirstOrDefault(data => data.Displaymatrix is not null)?.Displaymatrix is { } matrix
        && matrix.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var upper, var lower, ..]
        && Row(upper) is var (a, b) && Row(lower) is var (c, d)
        && (a * d) - (b * c) < 0;

    // "00000000:            0      -65536           0"
    private static (double, double)? Row(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var first, var second, ..]
        && double.TryParse(first, CultureInfo.InvariantCulture, out var one) && double.TryParse(second, CultureInfo.InvariantCulture, out var other)
            ? (one, other)
            : null;

    private static MasteringDisplay? Mastering(FfprobeSideData data) =>
        Point(data.RedX, data.RedY) is { } red && Point(data.GreenX, data.GreenY) is { } green && Point(data.BlueX, data.BlueY) is { } blue
        && Point(data.WhitePointX, data.WhitePointY) is { } white
        && Units(data.MaxLuminance, LuminanceUnits) is { } most && Units(data.MinLuminance, LuminanceUnits) is { } least
            && most > 0
            ? new MasteringDisplay(red, green, blue, white, most, least)
            : null;

    // Zero is "unknown", and AV1 then tells nothing.
    private static ContentLight? Light(FfprobeSideData data) =>
        data is { MaxContent: { } pixel, MaxAverage: { } frame } && pixel > 0 ? new ContentLight(pixel, frame) : null;

    private static DolbyVision? DolbyVision(FfprobeSideData data, DolbyVision? known) =>
        Is(data, "DOVI") ? new DolbyVision(data.DvProfile, data.DvBlSignalCompatibilityId)
        : Is(data, "Dolby Vision") ? known ?? new DolbyVision(null, null)
        : null;

    private static PictureExtras Extra(FfprobeSideData data) =>
        Is(data, "ATSC A53 Part 4 Closed Captions") ? PictureExtras.ClosedCaptions
        : Is(data, "Active format description") ? PictureExtras.ActiveFormat
        : Is(data, "SMPTE 12-1 timecode") ? PictureExtras.TimeCodes
        : Is(data, "Stereo 3D") ? data.Type is "2D" or "unspecified" ? PictureExtras.Flat : PictureExtras.Stereo
        : Is(data, "Spherical Mapping") ? PictureExtras.Spherical
        : PictureExtras.None;

    private static bool Is(FfprobeSideData data, string beginning) => data.SideDataType?.StartsWith(beginning, StringComparison.Ordinal) == true;

    private static Chromaticity? Point(string? x, string? y) =>
        Units(x, ChromaticityUnits) is { } across && Units(y, ChromaticityUnits) is { } up ? new Chromaticity(across, up) : null;

    // Matroska's floats come back as fractions with large numbers on both sides.
    private static int? Units(string? fraction, int units) =>
        fraction?.Split('/') is [var upper, var lower]
        && double.TryParse(upper, NumberStyles.Float, CultureInfo.InvariantCulture, out var numerator)
        && double.TryParse(lower, NumberStyles.Float, CultureInfo.InvariantCulture, out var denominator)
        && Math.Round(numerator / denominator * units) is >= 0 and <= int.MaxValue and var value
            ? (int)value
            : null;
}
