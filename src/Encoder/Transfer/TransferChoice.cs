using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Transfer;

/// <summary>How an order's files can be reached.</summary>
internal abstract record TransferChoice
{
    private TransferChoice()
    {
    }

    /// <param name="Transfer">The receiver's to dispose.</param>
    public sealed record Usable(ITransfer Transfer) : TransferChoice;

    public sealed record None(StepFailure Failure) : TransferChoice;
}
