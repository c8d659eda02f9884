namespace Transcoder.Contracts;

/// <summary>The display that a film was finished on (SMPTE ST 2086), as a part of HDR10. Coordinates are in 1/50000, 0 to 50000.</summary>
public sealed record MasteringSettings
{
    /// <summary>Red, across.</summary>
    public required int RedX { get; init; }

    /// <summary>Red, up.</summary>
    public required int RedY { get; init; }

    /// <summary>Green, across.</summary>
    public required int GreenX { get; init; }

    /// <summary>Green, up.</summary>
    public required int GreenY { get; init; }

    /// <summary>Blue, across.</summary>
    public required int BlueX { get; init; }

    /// <summary>Blue, up.</summary>
    public required int BlueY { get; init; }

    /// <summary>White, across.</summary>
    public required int WhiteX { get; init; }

    /// <summary>White, up.</summary>
    public required int WhiteY { get; init; }

    /// <summary>Of the brightest white, in 1/10000 cd/m².</summary>
    public required int MaxLuminance { get; init; }

    /// <summary>Of the darkest black, in 1/10000 cd/m².</summary>
    public required int MinLuminance { get; init; }
}
