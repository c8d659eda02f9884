namespace Transcoder.Contracts;

/// <summary>The size that a result's picture must have, after rotation and padding, and what players are left to do with it.</summary>
public sealed record ShapeSettings
{
    /// <summary>Pixels, 1 to 65535.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels, 1 to 65535.</summary>
    public required int Height { get; init; }

    /// <summary>Width of one pixel in parts of <see cref="SampleHeight"/>; null when the source does not say.</summary>
    public int? SampleWidth { get; init; }

    /// <summary>Height of one pixel in parts of <see cref="SampleWidth"/>; null when the source does not say.</summary>
    public int? SampleHeight { get; init; }

    /// <summary>
    /// Degrees by which players turn the picture, as ffmpeg counts (-90 is a quarter clockwise): it is stored as the source stores it. Null where
    /// nothing is left to them.
    /// </summary>
    public int? Rotation { get; init; }

    /// <summary>Players show the picture as in a mirror, too.</summary>
    public bool Mirrored { get; init; }
}
