namespace Transcoder.Media.Ffmpeg;

/// <summary>Where a film is damaged.</summary>
/// <param name="Places">The first ones, in the order of decoding; at least one.</param>
/// <param name="Count">Of all places.</param>
/// <param name="Complaint">ffmpeg's first, without the name of who complains.</param>
public sealed record SourceDamage(IReadOnlyList<DamagedPlace> Places, int Count, string Complaint);
