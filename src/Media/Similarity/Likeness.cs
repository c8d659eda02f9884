using System.Runtime.CompilerServices;

namespace Transcoder.Media.Similarity;

/// <summary>How like a result's picture is to the source's.</summary>
/// <param name="Ssim">Mean structural similarity over all windows; 1 is the same picture.</param>
/// <param name="WeakestWindow">The smallest of them.</param>
/// <param name="SquaredError">Mean over all pixels.</param>
/// <param name="Variance">Of the source's pixels: what a grey picture of the right brightness would have for an error.</param>
/// <remarks>The methods that take nearly all of its time are optimised at once: a short run ends before the runtime would do that by itself.</remarks>
internal readonly record struct Likeness(double Ssim, double WeakestWindow, double SquaredError, double Variance)
{
    /// <summary>Grey values: one that encoders round by (SVT-AV1 4.2), and one by which their values are rounded to these.</summary>
    public const int Shade = 2;

    private const int Window = 8;
    private const int Step = 4;

    // (0.01 * 255)^2 and (0.03 * 255)^2, as in Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility to
    // structural similarity", IEEE Transactions on Image Processing 13 (2004).
    private const double C1 = 6.5025;
    private const double C2 = 58.5225;

    // Black of the luma that those authors measured (ITU-R BT.601: 16 to 235). Of black that is 0 a single grey value more would be a third of its likeness.
    private const double Black = 16;

    /// <param name="result">One <see cref="Thumbnail"/>.</param>
    /// <param name="source">Another.</param>
    public static Likeness Of(ReadOnlySpan<byte> result, ReadOnlySpan<byte> source)
    {
        var (total, weakest, windows) = (0.0, 1.0, 0);
        for (var top = 0; top + Window <= Thumbnail.Height; top += Step)
        {
            for (var left = 0; left + Window <= Thumbnail.Width; left += Step)
            {
                var ssim = Ssim8(result, source, (top * Thumbnail.Width) + left);
                total += ssim;
                weakest = Math.Min(weakest, ssim);
                windows++;
            }
        }

        return new Likeness(total / windows, weakest, MeanSquaredError(result, source), VarianceOf(source));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double MeanSquaredError(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var sum = 0;
        for (var index = 0; index < one.Length; index++)
        {
            var difference = one[index] - other[index];
            sum += difference * difference;
        }

        return (double)sum / one.Length;
    }

    /// <summary>
    /// The same, but that one picture as a whole may be brighter than the other by a <see cref="Shade"/>: a slow fade, which is little else than brightness,
    /// would seem to show what it has some pictures away.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SquaredErrorBeyondShade(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var (sum, squares) = (0, 0);
        for (var index = 0; index < one.Length; index++)
        {
            var difference = one[index] - other[index];
            sum += difference;
            squares += difference * difference;
        }

        return (squares - ShadeError(sum, one.Length)) / one.Length;
    }

    /// <summary>What such a difference in brightness has for a part in the squared error of all pixels.</summary>
    /// <param name="sum">Of the differences of all pixels.</param>
    /// <param name="pixels">How many those are.</param>
    public static double ShadeError(int sum, int pixels)
    {
        var mean = Math.Abs((double)sum / pixels);
        var beyond = Math.Max(0, mean - Shade);
        return ((mean * mean) - (beyond * beyond)) * pixels;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double VarianceOf(ReadOnlySpan<byte> picture)
    {
        var (sum, squares) = (0, 0);
        foreach (var pixel in picture)
        {
            sum += pixel;
            squares += pixel * pixel;
        }

        var mean = (double)sum / picture.Length;
        return ((double)squares / picture.Length) - (mean * mean);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Ssim8(ReadOnlySpan<byte> result, ReadOnlySpan<byte> source, int first)
    {
        const double Pixels = Window * Window;
        var (sumX, sumY, squaresX, squaresY, products) = (0, 0, 0, 0, 0);
        for (var row = 0; row < Window; row++)
        {
            var start = first + (row * Thumbnail.Width);
            var rowX = result.Slice(start, Window);
            var rowY = source.Slice(start, Window);
            for (var column = 0; column < Window; column++)
            {
                int x = rowX[column], y = rowY[column];
                sumX += x;
                sumY += y;
                squaresX += x * x;
                squaresY += y * y;
                products += x * y;
            }
        }

        var (meanX, meanY) = (sumX / Pixels, sumY / Pixels);
        var varianceX = (squaresX / Pixels) - (meanX * meanX);
        var varianceY = (squaresY / Pixels) - (meanY * meanY);
        var covariance = (products / Pixels) - (meanX * meanY);
        var (lumaX, lumaY) = (meanX + Black, meanY + Black);
        return ((2 * lumaX * lumaY) + C1) * ((2 * covariance) + C2)
            / (((lumaX * lumaX) + (lumaY * lumaY) + C1) * (varianceX + varianceY + C2));
    }
}
