using Transcoder.Encoder.Outcomes;
using Transcoder.Media.Ffmpeg;

namespace Transcoder.Encoder.Encoding;

/// <summary>How ffmpeg ended.</summary>
internal abstract record EncodeStep
{
    private EncodeStep()
    {
    }

    /// <param name="Frames">That ffmpeg says it wrote.</param>
    /// <param name="Elapsed">Wall time.</param>
    /// <param name="Complaint">That ffmpeg made though it ended well; null where it made none.</param>
    /// <param name="Beginning">Of the source, where all complaints were about that; else null.</param>
    public sealed record Written(long Frames, TimeSpan Elapsed, StepFailure? Complaint = null, CutOffBeginning? Beginning = null) : EncodeStep;

    /// <param name="Failure">Why.</param>
    /// <param name="Made">What there is all the same; null when ffmpeg was killed.</param>
    public sealed record Failed(StepFailure Failure, Written? Made = null) : EncodeStep;
}
