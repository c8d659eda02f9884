using Transcoder.Contracts;
using Transcoder.Media.Rsync;

namespace Transcoder.Encoder.Transfer;

internal static class TransferFailures
{
    /// <summary>Who is to blame for a failed transfer.</summary>
    public static FailureKind Kind(TransferFault fault) => fault switch
    {
        // This machine's key or permissions: another encoder may be let in.
        TransferFault.Denied => FailureKind.BadEncoder,

        // Missing as well: a source that was moved away is the coordinator's to notice, an unmounted storage comes back.
        _ => FailureKind.Transient,
    };
}
