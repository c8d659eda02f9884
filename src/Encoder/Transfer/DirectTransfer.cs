using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Media.Files;

namespace Transcoder.Encoder.Transfer;

/// <summary>
/// The storage is a folder of this machine: the source is read in place and the result written where it belongs, nothing is copied.
/// </summary>
internal sealed class DirectTransfer(string root, TranscodeRequested order, Guid executionId) : ITransfer
{
    private readonly string _final =
        StoragePath.Resolve(root, $"{order.ResultFolder}/{WorkNames.Result(executionId, order)}");
    private FileFingerprint? _fetched;

    public string Source { get; } = StoragePath.Resolve(root, order.SourcePath);

    /// <summary>Hidden beside the final name, so that nobody takes it for a result and publishing is a rename.</summary>
    public string Result { get; } =
        StoragePath.Resolve(root, $"{order.ResultFolder}/.{WorkNames.Result(executionId, order)}.part");

    /// <summary>The disk is the storage's.</summary>
    public FailureKind DiskFailure => FailureKind.Transient;

    public Task<StepFailure?> FetchAsync(CancellationToken cancellationToken) => Task.FromResult(Find());

    public Task<StepFailure?> DeliverAsync(CancellationToken cancellationToken) => Task.FromResult(Publish());

    public void Dispose()
    {
        try
        {
            File.Delete(Result);
        }
        catch (IOException)
        {
            // The storage went away; the coordinator sweeps what nobody works on.
        }
        catch (UnauthorizedAccessException)
        {
            // It became read-only; as above.
        }
    }

    private StepFailure? Find()
    {
        if (!StoragePath.StaysBelow(root, Source) || !StoragePath.StaysBelow(root, _final))
        {
            return new StepFailure(FailureKind.BadOrder, "a link leads the order's paths out of the storage root");
        }

        _fetched = FileFingerprint.TryRead(Source);
        if (_fetched is not { } source)
        {
            return new StepFailure(FailureKind.Transient, $"{order.SourcePath} is not in the storage");
        }

        return source.Size == order.SourceBytes ? null : SourceSize.Differs(order, source.Size);
    }

    private StepFailure? Publish()
    {
        var source = FileFingerprint.TryRead(Source);
        if (source is null)
        {
            return new StepFailure(FailureKind.Transient, $"{order.SourcePath} is no longer in the storage");
        }

        if (source != _fetched)
        {
            return new StepFailure(FailureKind.BadSource, $"{order.SourcePath} changed while it was encoded");
        }

        return AtomicFile.Publish(Result, _final) switch
        {
            PublishOutcome.Published => null,
            var other => new StepFailure(FailureKind.Transient, $"the result could not take its name in {order.ResultFolder}: {other}"),
        };
    }
}
