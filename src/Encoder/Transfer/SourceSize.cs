using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Transfer;

internal static class SourceSize
{
    public static StepFailure Differs(TranscodeRequested order, long bytes) =>
        new(FailureKind.BadSource, $"{order.SourcePath} has {bytes} bytes and was planned with {order.SourceBytes}");
}
