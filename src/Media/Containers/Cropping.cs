namespace Transcoder.Media.Containers;

/// <summary>What of a picture players are asked to leave out, in pixels from each side.</summary>
/// <param name="Left">Not negative, like the others.</param>
/// <param name="Top">From above.</param>
/// <param name="Right">From the right.</param>
/// <param name="Bottom">From below.</param>
public sealed record Cropping(int Left, int Top, int Right, int Bottom)
{
    /// <returns>Null where nothing is left out, and where it makes no sense: a side is negative, or nothing remains.</returns>
    internal static Cropping? Of(long width, long height, long left, long top, long right, long bottom)
    {
        long[] sides = [left, top, right, bottom];
        return sides.All(side => side is >= 0 and <= int.MaxValue) && sides.Any(side => side > 0) && left + right < width && top + bottom < height
            ? new Cropping((int)left, (int)top, (int)right, (int)bottom)
            : null;
    }
}
