namespace Transcoder.Encoder.Preflight;

/// <summary>What one preflight check found.</summary>
/// <param name="Name">Two or three words: what was looked at.</param>
/// <param name="Ok">False when the encoder cannot work like this.</param>
/// <param name="Detail">One sentence: what was found.</param>
/// <param name="Cure">What to do about it; beside <paramref name="Ok"/> it is a warning. Null when there is nothing to do.</param>
public sealed record CheckResult(string Name, bool Ok, string Detail, string? Cure = null);
