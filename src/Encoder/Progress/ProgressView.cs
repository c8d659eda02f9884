namespace Transcoder.Encoder.Progress;

/// <summary>How far an encode is.</summary>
/// <param name="Frames">Written so far.</param>
/// <param name="FramesPerSecond">Of wall time, over the last half minute.</param>
/// <param name="Percent">0 to 100; 0 where nobody knows the length.</param>
/// <param name="Remaining">Null when unknown.</param>
internal sealed record ProgressView(long Frames, double FramesPerSecond, double Percent, TimeSpan? Remaining)
{
    public static ProgressView Nothing { get; } = new(0, 0, 0, null);
}
