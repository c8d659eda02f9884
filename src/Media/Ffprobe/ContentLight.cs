namespace Transcoder.Media.Ffprobe;

/// <summary>How bright a film gets (CTA-861.3), in cd/m².</summary>
/// <param name="MaxContent">MaxCLL: its brightest pixel.</param>
/// <param name="MaxFrameAverage">MaxFALL: the mean of its brightest frame.</param>
public sealed record ContentLight(int MaxContent, int MaxFrameAverage);
