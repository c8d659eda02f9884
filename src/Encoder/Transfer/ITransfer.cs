using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Transfer;

/// <summary>
/// Brings one execution's source to ffmpeg and its result to the storage. Made for one execution and used by it alone, in the order of the
/// members; disposing removes whatever temporary file is left, wherever the execution ended.
/// </summary>
internal interface ITransfer : IDisposable
{
    /// <summary>Absolute path that ffmpeg reads; stands after <see cref="FetchAsync"/> succeeded.</summary>
    string Source { get; }

    /// <summary>Absolute path that ffmpeg writes.</summary>
    string Result { get; }

    /// <summary>Who is to blame when the disk of <see cref="Source"/> and <see cref="Result"/> is full or fails.</summary>
    FailureKind DiskFailure { get; }

    /// <summary>Makes the source readable and proves that it has the size it was planned with.</summary>
    /// <returns>Null when it is there.</returns>
    /// <exception cref="IOException">The local disk failed.</exception>
    Task<StepFailure?> FetchAsync(CancellationToken cancellationToken);

    /// <summary>Puts the result under the execution's own name into the order's result folder; never overwrites.</summary>
    /// <returns>Null when it is there, durably.</returns>
    /// <exception cref="IOException">The local disk failed.</exception>
    Task<StepFailure?> DeliverAsync(CancellationToken cancellationToken);
}
