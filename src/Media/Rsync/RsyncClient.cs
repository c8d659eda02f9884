using Transcoder.Media.Processes;

namespace Transcoder.Media.Rsync;

/// <summary>Moves single files to and from a storage host.</summary>
public sealed class RsyncClient(ToolRunner runner)
{
    /// <summary>Fetches one file.</summary>
    public Task<TransferOutcome> PullAsync(
        StorageEndpoint.SshEndpoint from, string relativePath, string localPath, SshAccess access, CancellationToken cancellationToken) =>
        throw new NotSupportedException(runner.ToString());

    /// <summary>Sends one file; it keeps its name.</summary>
    public Task<TransferOutcome> PushAsync(
        string localPath, StorageEndpoint.SshEndpoint to, string relativeFolder, SshAccess access, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
