using Transcoder.Contracts;
using Transcoder.Encoder.Transfer;
using Transcoder.Media.Rsync;

namespace Transcoder.Encoder.Tests.Transfer;

public sealed class TransferFailuresTests
{
    [Theory]
    [InlineData(TransferFault.Link, FailureKind.Transient)]
    [InlineData(TransferFault.DiskFull, FailureKind.Transient)]
    [InlineData(TransferFault.Missing, FailureKind.Transient)]
    [InlineData(TransferFault.Denied, FailureKind.BadEncoder)]
    [InlineData(TransferFault.Unknown, FailureKind.Transient)]
    public void A_failed_transfer_has_a_kind(TransferFault fault, FailureKind kind) => Assert.Equal(kind, TransferFailures.Kind(fault));
}
