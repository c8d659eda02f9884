namespace Transcoder.Contracts;

/// <summary>The length of one tick, as ffmpeg writes it: 1/12800 of a second.</summary>
public sealed record TimeBaseSettings
{
    /// <summary>In seconds, at least 1.</summary>
    public required int Numerator { get; init; }

    /// <summary>At least 1.</summary>
    public required int Denominator { get; init; }
}
