namespace Transcoder.Contracts;

/// <summary>What a result says of its colours, in the numbers of ITU-T H.273; null is "the source does not say".</summary>
public sealed record ColorSettings
{
    /// <summary>Colour primaries, 0 to 255: 1 is BT.709, 9 is BT.2020.</summary>
    public int? Primaries { get; init; }

    /// <summary>Transfer characteristics, 0 to 255: 16 is PQ (HDR10), 18 is HLG.</summary>
    public int? Transfer { get; init; }

    /// <summary>Matrix coefficients, 0 to 255.</summary>
    public int? Matrix { get; init; }

    /// <summary>Whether all code values are used, or only the range of television.</summary>
    public bool? FullRange { get; init; }
}
