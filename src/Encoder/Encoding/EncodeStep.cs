using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Encoding;

/// <summary>How ffmpeg ended.</summary>
internal abstract record EncodeStep
{
    private EncodeStep()
    {
    }

    /// <param name="Frames">That ffmpeg says it wrote.</param>
    /// <param name="Elapsed">Wall time.</param>
    public sealed record Written(long Frames, TimeSpan Elapsed) : EncodeStep;

    public sealed record Failed(StepFailure Failure) : EncodeStep;
}
