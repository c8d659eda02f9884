namespace Transcoder.Media.Similarity;

/// <summary>The form in which pictures are compared: 64 x 36 grey bytes, row by row, each the mean of its area, whatever the picture's shape is.</summary>
public static class Thumbnail
{
    /// <summary>Pixels in a row.</summary>
    public const int Width = 64;

    /// <summary>Rows.</summary>
    public const int Height = 36;

    /// <summary>Of one picture.</summary>
    public const int Bytes = Width * Height;
}
