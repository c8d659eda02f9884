namespace Transcoder.Media.Ffprobe;

/// <summary>That a picture carries Dolby Vision.</summary>
/// <param name="Profile">Such as 5 or 8; null when no header says it.</param>
/// <param name="Compatibility">What the picture is for players without Dolby Vision: 0 is nothing of use; null when no header says it.</param>
public sealed record DolbyVision(int? Profile, int? Compatibility);
