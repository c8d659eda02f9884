using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Files;
using Transcoder.Media.Rsync;

namespace Transcoder.Encoder.Transfer;

internal sealed class TransferPicker(
    IOptions<StorageOptions> storage, IOptions<EncoderOptions> options, WorkFolder work, RsyncClient rsync, TimeProvider time)
    : ITransferPicker
{
    public TransferChoice Pick(TranscodeRequested order, Guid executionId)
    {
        var endpoints = storage.Value.Endpoints.Count > 0 ? storage.Value.Endpoints : order.Endpoints;
        if (endpoints.Count == 0)
        {
            return None(FailureKind.BadOrder, "neither the order nor Storage:Endpoints says where the storage is");
        }

        foreach (var text in endpoints)
        {
            if (!StorageEndpoint.TryParse(text, out var endpoint, out var problem))
            {
                return None(FailureKind.BadOrder, $"the order's storage endpoint cannot be read: {problem}");
            }

            switch (endpoint)
            {
                case StorageEndpoint.FileEndpoint file when HoldsStorage(file, order):
                    return new TransferChoice.Usable(new DirectTransfer(file.Root, order, executionId));
                case StorageEndpoint.SshEndpoint ssh:
                    return new TransferChoice.Usable(new RsyncTransfer(rsync, ssh, Access(), order, work.Claim(executionId, order), time));
            }
        }

        return None(FailureKind.Transient, $"the storage is not there: {string.Join(", ", endpoints)}");
    }

    // The root may exist on this machine by chance, or be an empty mount point: the storage is where the coordinator has made the result's
    // folder, and no encoder makes one.
    private static bool HoldsStorage(StorageEndpoint.FileEndpoint file, TranscodeRequested order) =>
        Directory.Exists(StoragePath.Resolve(file.Root, order.ResultFolder));

    private static TransferChoice.None None(FailureKind kind, string reason) => new(new StepFailure(kind, reason));

    private SshAccess Access() => new() { KeyPath = options.Value.SshKey, KnownHostsPath = options.Value.KnownHosts };
}
