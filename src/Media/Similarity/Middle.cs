namespace Transcoder.Media.Similarity;

/// <summary>The median.</summary>
internal static class Middle
{
    /// <param name="values">At least one.</param>
    /// <returns>The middle one in order, or the mean of the two that are.</returns>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
