using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Transcoder.Media.Files;
using Transcoder.Media.Processes;

namespace Transcoder.Media.Rsync;

/// <summary>
/// Moves single files to and from a storage host over SSH; may be called concurrently for different local paths. A file's
/// name crosses on standard input, never on a command line, so it may hold anything. Cancellation puts aside what has arrived.
/// </summary>
/// <param name="runner">Starts rsync.</param>
/// <param name="limits">Null is the defaults.</param>
/// <param name="connections">Those that transfers share; null gives each its own.</param>
public sealed class RsyncClient(ToolRunner runner, RsyncLimits? limits, SshConnections? connections)
{
    // Hidden, so that no one takes what lies there for a file of the user's; rsync removes it when it is empty.
    private const string PartialFolder = ".transcoder-partial";

    private readonly RsyncLimits _limits = limits ?? new RsyncLimits();

    /// <summary>Uses the default limits, and a connection for each transfer.</summary>
    public RsyncClient(ToolRunner runner)
        : this(runner, null, null)
    {
    }

    /// <summary>
    /// Fetches one file. Until it is whole it is in a hidden folder ".pull-…" beside <paramref name="localPath"/>, from where the next pull to the
    /// same path resumes; then it takes its name, replacing what had it, and the folder goes.
    /// </summary>
    /// <param name="from">The storage.</param>
    /// <param name="relativePath">Below its root, as <see cref="StoragePath.TryNormalize"/> accepts it; a regular file.</param>
    /// <param name="localPath">Absolute, in an existing folder.</param>
    /// <param name="access">Keys.</param>
    /// <param name="cancellationToken">Ends rsync.</param>
    /// <exception cref="ArgumentException">A path or name is none that may be asked for.</exception>
    /// <exception cref="ToolMissingException">There is no rsync here.</exception>
    /// <exception cref="IOException">The local disk failed around the transfer.</exception>
    public async Task<TransferOutcome> PullAsync(
        StorageEndpoint.SshEndpoint from, string relativePath, string localPath, SshAccess access, CancellationToken cancellationToken)
    {
        if (!StoragePath.TryNormalize(relativePath, out var name))
        {
            throw new ArgumentException("The path is not a plain path below a root.", nameof(relativePath));
        }

        var folder = Path.GetDirectoryName(localPath)!;
        if (!Directory.Exists(folder))
        {
            return new TransferOutcome.Failed(TransferFault.Missing, $"The folder '{folder}' is not there.", null, []);
        }

        var staging = Directory.CreateDirectory(Path.Combine(folder, StagingName(localPath))).FullName;
        var outcome = await RunAsync(from, access, name, Remote(from, ""), staging + "/", cancellationToken).ConfigureAwait(false);
        if (outcome is not TransferOutcome.Done)
        {
            return outcome;
        }

        var arrived = Path.Combine(staging, Path.GetFileName(name));
        if (FileFingerprint.TryRead(arrived) is null)
        {
            // rsync passes over links, folders and devices, and ends well.
            return new TransferOutcome.Failed(TransferFault.Missing, "What has that name in the storage is no regular file.", null, []);
        }

        AtomicFile.MoveOver(arrived, localPath);
        Directory.Delete(staging, recursive: true);
        return outcome;
    }

    /// <summary>
    /// Sends one file; it keeps its name, and takes it only when it is whole, replacing what had it. Until then it is below
    /// ".transcoder-partial" in that folder, from where the next push resumes.
    /// </summary>
    /// <param name="localPath">Absolute; a regular file.</param>
    /// <param name="to">The storage.</param>
    /// <param name="relativeFolder">Below its root, as <see cref="StoragePath.TryNormalize"/> accepts it, without control characters; it must
    /// exist, for a folder that is missing may be a storage that is not mounted.</param>
    /// <param name="access">Keys.</param>
    /// <param name="cancellationToken">Ends rsync.</param>
    /// <exception cref="ArgumentException">A path or name is none that may be asked for.</exception>
    /// <exception cref="ToolMissingException">There is no rsync here.</exception>
    public async Task<TransferOutcome> PushAsync(
        string localPath, StorageEndpoint.SshEndpoint to, string relativeFolder, SshAccess access, CancellationToken cancellationToken)
    {
        if (!StoragePath.TryNormalize(relativeFolder, out var folder) || folder.Any(char.IsControl))
        {
            throw new ArgumentException("The folder is not a plain path below a root.", nameof(relativeFolder));
        }

        if (FileFingerprint.TryRead(localPath) is null)
        {
            return new TransferOutcome.Failed(TransferFault.Missing, $"'{localPath}' is no regular file, or not there.", null, []);
        }

        // rsync makes the last folder of a target when it is missing, but it cannot make a "." in a missing folder.
        return await RunAsync(
            to, access, Path.GetFileName(localPath), Path.GetDirectoryName(localPath)!.TrimEnd('/') + "/", Remote(to, $"/{folder}/."), cancellationToken)
            .ConfigureAwait(false);
    }

    private static string Remote(StorageEndpoint.SshEndpoint endpoint, string path)
    {
        if (!SshNames.IsUser(endpoint.User) || !SshNames.IsHost(endpoint.Host))
        {
            throw new ArgumentException("The endpoint's user or host is not a plain name.", nameof(endpoint));
        }

        var host = endpoint.Host.Contains(':', StringComparison.Ordinal) ? $"[{endpoint.Host}]" : endpoint.Host;
        return $"{endpoint.User}@{host}:{endpoint.Root.TrimEnd('/')}{path}/";
    }

    // Short whatever the name's length, and the same for the next try.
    private static string StagingName(string localPath) =>
        ".pull-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(localPath))))[..16];

    private async Task<TransferOutcome> RunAsync(
        StorageEndpoint.SshEndpoint endpoint, SshAccess access, string name, string source, string target, CancellationToken cancellationToken)
    {
        long? bytes = null;
        var request = new ToolRequest
        {
            Program = "rsync",
            Arguments =
            [
                // Not --whole-file: it would never resume. Without something to resume from, rsync sends the whole file anyway.
                "--ignore-times", $"--partial-dir={PartialFolder}", $"--timeout={(int)_limits.IdleTimeout.TotalSeconds}",
                .. _limits.KibibytesPerSecond is { } rate ? [$"--bwlimit={rate}"] : Array.Empty<string>(),
                "--from0", "--files-from=-", "--no-relative", "--out-format=%b",
                "-e", SshCommand.For(endpoint.Port, access, connections?.Find(endpoint, access)), "--", source, target,
            ],
            // "./" because rsync takes a leading '#' or ';' for a comment.
            Input = Encoding.UTF8.GetBytes($"./{name}\0"),
            Environment = new Dictionary<string, string> { ["LC_ALL"] = "C", ["RSYNC_PROTECT_ARGS"] = "0", ["RSYNC_OLD_ARGS"] = "0" },
            WorkingDirectory = connections?.Folder,
            Grace = _limits.Grace,

            // rsync's own limit ends it first, unless it is rsync that stands still.
            IdleLimit = _limits.IdleTimeout * 1.5,
            OutputLine = line => bytes = long.TryParse(line, CultureInfo.InvariantCulture, out var count) ? count : bytes,
        };
        var result = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        if (result.Succeeded)
        {
            connections?.Keep(endpoint, access);
            return new TransferOutcome.Done { TransferredBytes = bytes };
        }

        var failed = TransferFaults.Explain(result);
        if (failed.Fault is TransferFault.Link)
        {
            connections?.Drop(endpoint, access);
        }

        return failed;
    }
}
