using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Settings;
using Transcoder.Media.Files;

namespace Transcoder.Encoder.Transfer;

/// <summary>
/// This process's folder below Encoder:WorkDirectory. A locked file beside it tells that the process lives; folders without one that is
/// locked are left by dead processes and removed at start.
/// </summary>
internal sealed class WorkFolder(IOptions<EncoderOptions> options, EncoderIdentity identity) : IDisposable
{
    private const string LockEnding = ".lock";
    private FileStream? _alive;

    /// <summary>Absolute; stands from <see cref="Open"/> on.</summary>
    public string Root { get; } = Path.Combine(options.Value.WorkDirectory, identity.Id.ToString("n"));

    private string LockPath => Root + LockEnding;

    /// <summary>Makes the folder and removes those of dead processes. Twice is harmless.</summary>
    /// <exception cref="IOException">The work directory cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The work directory cannot be written.</exception>
    public void Open()
    {
        if (_alive is not null)
        {
            return;
        }

        Directory.CreateDirectory(options.Value.WorkDirectory);

        // The mark stands before the folder does, so that no other start takes the folder for a dead one's.
        _alive = Lock(LockPath);
        Directory.CreateDirectory(Root);
        RemoveDead();
    }

    /// <summary>Proves that files can be made in the open folder now: its disk may have become read-only since.</summary>
    /// <exception cref="IOException">None can be made.</exception>
    /// <exception cref="UnauthorizedAccessException">None may be made.</exception>
    public void ProveWritable()
    {
        var path = Path.Combine(Root, ".writable");
        File.WriteAllBytes(path, []);
        File.Delete(path);
    }

    /// <summary>The share of one execution.</summary>
    public WorkClaim Claim(Guid executionId, TranscodeRequested order) =>
        new(
            Path.Combine(Root, executionId.ToString("n")), executionId,
            order.SourceBytes + options.Value.MinimumFreeBytes, options.Value.TransferTries);

    /// <returns>Null where there is no folder to ask about.</returns>
    public long? FreeBytes() => _alive is null ? null : Folders.FreeBytes(Root);

    public void Dispose()
    {
        if (_alive is null)
        {
            return;
        }

        Remove(Root, LockPath);
        _alive.Dispose();
        _alive = null;
    }

    // On Unix this is an exclusive flock, which the kernel releases when the process ends in whatever way.
    private static FileStream Lock(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static void Remove(string folder, string mark)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        File.Delete(mark);
    }

    private void RemoveDead()
    {
        foreach (var mark in Directory.EnumerateFiles(options.Value.WorkDirectory, "*" + LockEnding))
        {
            var folder = mark[..^LockEnding.Length];
            if (folder == Root || !Guid.TryParseExact(Path.GetFileName(folder), "n", out _))
            {
                continue;
            }

            try
            {
                using var dead = Lock(mark);
                Remove(folder, mark);
            }
            catch (IOException)
            {
                // Its process lives, or another start removes it at this moment.
            }
            catch (UnauthorizedAccessException)
            {
                // Another user's.
            }
        }
    }
}
