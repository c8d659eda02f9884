using Microsoft.Extensions.Options;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Preflight;

/// <summary>rsync and ssh, where the storage is or may be behind them.</summary>
internal sealed class TransferCheck(ToolRunner tools, IOptions<StorageOptions> storage) : IPreflightCheck
{
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        var need = storage.Value.Remote();
        if (need is RemoteNeed.Never)
        {
            return [];
        }

        CheckResult[] found =
        [
            await ToolVersion.CheckAsync(tools, "rsync", "--version", Cures.Transfer, cancellationToken),
            await ToolVersion.CheckAsync(tools, "ssh", "-V", Cures.Transfer, cancellationToken),
        ];

        // The orders may all name folders of this machine; then nothing is missed.
        return need is RemoteNeed.Perhaps ? [.. found.Select(result => result with { Ok = true })] : found;
    }
}
