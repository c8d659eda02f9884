using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Ingest;

/// <summary>
/// Hears from the file system (inotify) what happens below <c>incoming/</c>. What it misses, and it does miss events when there are
/// very many and all of those of network mounts, the scans find later.
/// </summary>
internal sealed class IncomingEvents(
    SettlingQueue settling, ScanRequests scans, SourceNames names, StorageLayout layout, ILogger<IncomingEvents> logger) : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private readonly string _root = layout.Absolute(StorageFolder.Incoming);
    private FileSystemWatcher? _watcher;
    private volatile bool _broken;

    /// <summary>Begins to listen unless it does already. One thread calls it.</summary>
    public void Listen()
    {
        if (_watcher is not null && !_broken)
        {
            return;
        }

        Dispose();
        _broken = false;
        var watcher = new FileSystemWatcher(_root)
        {
            IncludeSubdirectories = true,
            InternalBufferSize = BufferBytes,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes,
        };
        watcher.Created += (_, happened) => Notice(happened.FullPath, isNew: true);
        watcher.Renamed += (_, happened) => Notice(happened.FullPath, isNew: true);
        watcher.Changed += (_, happened) => Notice(happened.FullPath, isNew: false);
        watcher.Error += (_, happened) => Fail(happened.GetException());
        _watcher = watcher;
        try
        {
            watcher.EnableRaisingEvents = true;
        }
        catch (IOException exception)
        {
            // The kernel's limits on watches: the scans do all the work then.
            Fail(exception);
        }
    }

    /// <summary>Stops listening. May be called twice.</summary>
    public void Dispose()
    {
        _watcher?.Dispose();
        _watcher = null;
    }

    private void Fail(Exception exception)
    {
        logger.EventsLost(exception.Message);
        if (exception is InternalBufferOverflowException)
        {
            scans.Everything();
        }
        else
        {
            // Tried again before the next scan, not at once: it would most likely fail again.
            _broken = true;
        }
    }

    private void Notice(string absolute, bool isNew)
    {
        if (absolute.Length <= _root.Length + 1)
        {
            return;
        }

        var relative = absolute[(_root.TrimEnd('/').Length + 1)..];
        var path = layout.Below(StorageFolder.Incoming, relative);
        if (names.IsSource(relative) && SourceFile.Look(layout, path) is { } file)
        {
            if (!settling.TryObserve(path, file))
            {
                scans.Everything();
            }
        }
        else if (isNew && !SourceNames.IsBelowHidden(relative) && new DirectoryInfo(absolute) is { Exists: true, LinkTarget: null })
        {
            // Its files may have been there before the watch of the new folder was.
            scans.Folder(absolute);
        }
    }
}
