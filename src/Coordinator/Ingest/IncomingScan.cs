using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Ingest;

/// <summary>Looks through <c>incoming/</c> or a part of it for files without a job, and hands them over to settle, as fast as there is room.</summary>
internal sealed class IncomingScan(
    SourceScan scan, KnownSources known, SettlingQueue settling, StorageLayout layout, ILogger<IncomingScan> logger)
{
    private const int Batch = 500;
    private long _ignoredBefore;
    private HashSet<string> _explained = [];

    /// <param name="folder">Absolute; null for everything.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    public async Task RunAsync(string? folder, CancellationToken cancellationToken)
    {
        var ignored = new IgnoredFiles();
        try
        {
            foreach (var batch in scan.Walk(folder ?? layout.Absolute(StorageFolder.Incoming), Batch, ignored))
            {
                foreach (var file in await known.UnknownAsync(batch, cancellationToken))
                {
                    await settling.ObserveAsync(file.Path, file.File, cancellationToken);
                }
            }
        }
        catch (DirectoryNotFoundException) when (folder is not null)
        {
            return;
        }

        if (folder is null)
        {
            Tell(ignored);
        }
    }

    /// <summary>What was said at the last look at everything is not said again.</summary>
    private void Tell(IgnoredFiles ignored)
    {
        foreach (var (name, why) in ignored.Odd.Where(odd => !_explained.Contains(odd.Key)))
        {
            logger.NoSource(name, why);
        }

        _explained = [.. ignored.Odd.Keys];
        if (ignored.Count != _ignoredBefore)
        {
            _ignoredBefore = ignored.Count;
            logger.FilesIgnored(ignored.Count, string.Join(", ", ignored.Names));
        }
    }
}
