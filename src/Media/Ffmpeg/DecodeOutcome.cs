namespace Transcoder.Media.Ffmpeg;

/// <summary>What a full decode found.</summary>
/// <param name="Clean">Exit code 0 and not one word on standard error. It proves no length: compare frames as well.</param>
/// <param name="Frames">Video frames of the main video that came out.</param>
/// <param name="ErrorTail">What ffmpeg said.</param>
public sealed record DecodeOutcome(bool Clean, long Frames, IReadOnlyList<string> ErrorTail);
