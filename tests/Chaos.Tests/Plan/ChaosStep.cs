using Transcoder.Chaos.Tests.Films;
using Transcoder.FarmKit;

namespace Transcoder.Chaos.Tests.Plan;

/// <summary>One thing that happens in a run.</summary>
/// <param name="At">After the beginning of the run.</param>
internal abstract record ChaosStep(TimeSpan At)
{
    /// <summary>A film is dropped into the watched folder.</summary>
    public sealed record Drop(TimeSpan At, Film Film) : ChaosStep(At);

    /// <summary>Something goes wrong.</summary>
    /// <param name="At">After the beginning of the run.</param>
    /// <param name="Kind">What.</param>
    /// <param name="Encoder">Index of the encoder that is hit; of no meaning where none is.</param>
    /// <param name="Length">How long a freeze, a cut, an absence or a wrong ffmpeg lasts.</param>
    /// <param name="Ffmpeg">How an ffmpeg is wrong; of no meaning elsewhere.</param>
    public sealed record Fault(TimeSpan At, FaultKind Kind, int Encoder, TimeSpan Length, FfmpegFault Ffmpeg) : ChaosStep(At);
}
