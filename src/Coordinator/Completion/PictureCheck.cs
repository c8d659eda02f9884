using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Completion;

/// <summary>What a result's picture says of itself, against the order. Pure.</summary>
internal static class PictureCheck
{
    // Matroska keeps the shape of pixels as a size in whole pixels.
    private const double LargestAspectError = 0.005;
    private const double OnePixel = 1;

    // An encoder that reckons in binary fractions is off by one unit.
    private const int LargestUnitError = 2;

    // AV1 keeps it in 1/256 cd/m².
    private const int LargestLuminanceError = 40;

    /// <returns>One sentence for each thing that is not as ordered; empty when all is.</returns>
    public static IReadOnlyList<string> Problems(VideoSettings ordered, MediaStream found)
    {
        var problems = new List<string>();
        if (ordered.PixelFormat is { } format && !PixelFormatNames.AreAlike(found.PixelFormat, format))
        {
            problems.Add($"The pixel format is {found.PixelFormat}, not {format}.");
        }

        if (ordered.Shape is { } shape)
        {
            if ((found.Width, found.Height) != (shape.Width, shape.Height))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"The picture is {found.Width}x{found.Height}, not {shape.Width}x{shape.Height}."));
            }

            if (!HasAspect(shape, found))
            {
                problems.Add($"The pixels are {found.SampleAspect}, not {shape.SampleWidth}:{shape.SampleHeight}.");
            }
        }

        if ((found.Rotation ?? 0, found.IsMirrored) != (ordered.Shape?.Rotation ?? 0, ordered.Shape?.Mirrored ?? false))
        {
            problems.Add("The player turns or mirrors the picture other than was ordered.");
        }

        if (found.DolbyVision is not null)
        {
            problems.Add("The picture claims to be Dolby Vision, which no encoder here can write.");
        }

        if (ordered.Scan switch { Scan.Interlaced => found.FieldOrder == "progressive", Scan.Deinterlaced => IsInterlaced(found), _ => false })
        {
            problems.Add($"The fields are {found.FieldOrder}, where {ordered.Scan} was ordered.");
        }

        Compare("primaries", ordered.Color?.Primaries, ColorNames.Primaries(found.ColorPrimaries));
        Compare("transfer curve", ordered.Color?.Transfer, ColorNames.Transfer(found.ColorTransfer));
        Compare("matrix", ordered.Color?.Matrix, ColorNames.Matrix(found.ColorMatrix));
        if (ordered.Color?.FullRange is { } full && (ColorNames.IsFullRange(found.ColorRange) ?? false) != full)
        {
            problems.Add($"The colour range is {found.ColorRange ?? "not said"}, not {(full ? "pc" : "tv")}.");
        }

        if (ordered.Mastering is { } display && !IsNear(display, found.Mastering))
        {
            problems.Add("The mastering display is not the source's.");
        }

        if (ordered.Light is { } light && (found.Light?.MaxContent, found.Light?.MaxFrameAverage) != (light.MaxContent, light.MaxFrameAverage))
        {
            problems.Add("The light levels are not the source's.");
        }

        return problems;

        void Compare(string what, int? wanted, int? said)
        {
            if (wanted is not null && said != wanted)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"The colours' {what} is {said?.ToString(CultureInfo.InvariantCulture) ?? "not said"}, not {wanted}."));
            }
        }
    }

    private static bool IsInterlaced(MediaStream found) => found.FieldOrder is "tt" or "bb" or "tb" or "bt";

    private static bool HasAspect(ShapeSettings shape, MediaStream found)
    {
        // Square pixels need not be said.
        var said = Rational.TryParse(found.SampleAspect, out var aspect) && aspect is { Numerator: > 0, Denominator: > 0 } ? aspect.Value : 1;
        var wanted = shape is { SampleWidth: { } width, SampleHeight: { } height } ? (double)width / height : 1;
        return Math.Abs(said / wanted - 1) <= LargestAspectError + OnePixel / shape.Width;
    }

    private static bool IsNear(MasteringSettings wanted, MasteringDisplay? found) =>
        found is not null
        && IsNear(wanted.RedX, found.Red.X) && IsNear(wanted.RedY, found.Red.Y)
        && IsNear(wanted.GreenX, found.Green.X) && IsNear(wanted.GreenY, found.Green.Y)
        && IsNear(wanted.BlueX, found.Blue.X) && IsNear(wanted.BlueY, found.Blue.Y)
        && IsNear(wanted.WhiteX, found.White.X) && IsNear(wanted.WhiteY, found.White.Y)
        && IsNear(wanted.MaxLuminance, found.MaxLuminance, LargestLuminanceError) && IsNear(wanted.MinLuminance, found.MinLuminance);

    private static bool IsNear(int wanted, int found, int error = LargestUnitError) => Math.Abs((long)wanted - found) <= error;
}
