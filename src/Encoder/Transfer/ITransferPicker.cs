using Transcoder.Contracts;

namespace Transcoder.Encoder.Transfer;

/// <summary>Finds a way to the files of an order.</summary>
internal interface ITransferPicker
{
    /// <param name="order">With paths that are proven to stay below the storage root.</param>
    /// <param name="executionId">Names the temporary files and the result.</param>
    TransferChoice Pick(TranscodeRequested order, Guid executionId);
}
