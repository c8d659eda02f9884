namespace Transcoder.Media.Ffprobe;

/// <summary>A point of the CIE 1931 diagram, in 1/50000.</summary>
public readonly record struct Chromaticity(int X, int Y);

/// <summary>The display that a film was finished on (SMPTE ST 2086).</summary>
/// <param name="Red">Where its red is.</param>
/// <param name="Green">Where its green is.</param>
/// <param name="Blue">Where its blue is.</param>
/// <param name="White">Where its white is.</param>
/// <param name="MaxLuminance">In 1/10000 cd/m².</param>
/// <param name="MinLuminance">In 1/10000 cd/m².</param>
public sealed record MasteringDisplay(
    Chromaticity Red, Chromaticity Green, Chromaticity Blue, Chromaticity White, int MaxLuminance, int MinLuminance);
