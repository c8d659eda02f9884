using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Media.Files;
using Transcoder.Media.Rsync;

namespace Transcoder.Encoder.Transfer;

/// <summary>The storage is behind SSH: source and result travel through a folder of this execution.</summary>
internal sealed class RsyncTransfer(
    RsyncClient rsync, StorageEndpoint.SshEndpoint storage, SshAccess access, TranscodeRequested order, WorkClaim work, TimeProvider time)
    : ITransfer
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    public string Source { get; } = Path.Combine(work.Folder, "source" + Ending(order.SourcePath));

    public string Result { get; } = Path.Combine(work.Folder, WorkNames.Result(work.ExecutionId, order));

    /// <summary>The disk is this machine's: another encoder may have room.</summary>
    public FailureKind DiskFailure => FailureKind.BadEncoder;

    public async Task<StepFailure?> FetchAsync(CancellationToken cancellationToken)
    {
        if (work.MissingBytes() is var missing and > 0)
        {
            return new StepFailure(
                DiskFailure, $"the work directory lacks {missing} bytes for {order.SourcePath} and Encoder:MinimumFreeBytes");
        }

        Directory.CreateDirectory(work.Folder);
        var failure = await TryAsync(() => rsync.PullAsync(storage, order.SourcePath, Source, access, cancellationToken), DiskFailure, cancellationToken);
        return failure ?? (FileFingerprint.TryRead(Source) is { } pulled && pulled.Size != order.SourceBytes
            ? SourceSize.Differs(order, pulled.Size)
            : null);
    }

    public Task<StepFailure?> DeliverAsync(CancellationToken cancellationToken) =>
        TryAsync(
            () => rsync.PushAsync(Result, storage, order.ResultFolder, access, cancellationToken), TransferFailures.Kind(TransferFault.DiskFull), cancellationToken);

    public void Dispose() => work.Dispose();

    /// <summary>
    /// The ending helps ffmpeg with the few formats that have no mark of their own; one that is no ending of a film may be anything.
    /// </summary>
    private static string Ending(string path) =>
        Path.GetExtension(path) is { Length: > 1 and <= 9 } ending && ending.Skip(1).All(char.IsAsciiLetterOrDigit) ? ending : "";

    /// <summary>A failing link is tried again right here, since here the next try resumes what has arrived.</summary>
    private async Task<StepFailure?> TryAsync(Func<Task<TransferOutcome>> transfer, FailureKind diskFull, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            if (await transfer() is not TransferOutcome.Failed failed)
            {
                return null;
            }

            if (failed.Fault is not TransferFault.Link || tries >= work.Tries)
            {
                var kind = failed.Fault is TransferFault.DiskFull ? diskFull : TransferFailures.Kind(failed.Fault);
                return new StepFailure(kind, failed.Reason, failed.ExitCode, failed.ErrorTail);
            }

            await Task.Delay(FirstPause * Math.Pow(2, tries - 1), time, cancellationToken);
        }
    }
}
