namespace Transcoder.Contracts;

/// <summary>How bright a film gets (CTA-861.3), as a part of HDR10. In cd/m², 0 to 65535.</summary>
public sealed record LightSettings
{
    /// <summary>MaxCLL: its brightest pixel.</summary>
    public required int MaxContent { get; init; }

    /// <summary>MaxFALL: the mean of its brightest frame.</summary>
    public required int MaxFrameAverage { get; init; }
}
