namespace Transcoder.Media.Ffmpeg;

/// <summary>A stretch of a film in which ffmpeg complains again and again.</summary>
/// <param name="From">From the film's beginning; up to a few frames before the damage, never negative.</param>
/// <param name="To">Of the last complaint; the same as <paramref name="From"/> where there is one only.</param>
public readonly record struct DamagedPlace(TimeSpan From, TimeSpan To);
