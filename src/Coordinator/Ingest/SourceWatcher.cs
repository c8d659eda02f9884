using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Ingest;

/// <summary>
/// Finds what is dropped into <c>incoming/</c>: by events at once, by a scan at start, at every interval and after lost events.
/// While the folder is not the known one it looks at nothing: a missing mount is no empty library.
/// </summary>
internal sealed class SourceWatcher(
    IncomingScan scan, IncomingEvents events, ScanRequests requests, StorageGuard guard, IOptions<IngestOptions> options,
    ILogger<SourceWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly IngestOptions _options = options.Value;
    private string? _problem;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        string? folder = null;
        while (_options.Watch && !stoppingToken.IsCancellationRequested)
        {
            var well = false;
            try
            {
                well = await LookAsync(folder, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.ScanFailed(exception);
            }

            folder = await requests.NextAsync(well ? _options.RescanInterval : Pause, stoppingToken);
            folder = well ? folder : null;
        }
    }

    private TimeSpan Pause => _options.RescanInterval < LongestPause ? _options.RescanInterval : LongestPause;

    private async Task<bool> LookAsync(string? folder, CancellationToken stoppingToken)
    {
        var problem = guard.Problem(StorageFolder.Incoming);
        if (problem != _problem)
        {
            _problem = problem;
            logger.WatchChanged(problem ?? "The folder is the known one again");
        }

        if (problem is not null)
        {
            // Watches of a folder that was unmounted see nothing of the one that is mounted next.
            events.Dispose();
            return false;
        }

        events.Listen();
        await scan.RunAsync(folder, stoppingToken);
        return true;
    }

    public override void Dispose()
    {
        events.Dispose();
        base.Dispose();
    }
}
