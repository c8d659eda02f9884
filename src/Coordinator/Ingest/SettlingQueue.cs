using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Ingest;

/// <summary>
/// The files in their quiet period, for those who find them and the one who takes them when they have settled.
/// Finders that can wait do so when it is full; so the rest of a large folder stays on the disk.
/// </summary>
internal sealed class SettlingQueue(IOptions<IngestOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly StabilityTracker _tracker = new(options.Value.QuietPeriod, options.Value.MaximumSettling, time);
    private readonly Channel<bool> _room = Signal();
    private readonly Channel<bool> _earlier = Signal();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _tracker.Count;
            }
        }
    }

    /// <returns>False when there is no room; the file is to be found again later.</returns>
    public bool TryObserve(string path, FileFingerprint file)
    {
        bool observed;
        lock (_lock)
        {
            var wasEmpty = _tracker.Count == 0;
            observed = _tracker.TryObserve(path, file);
            if (!wasEmpty)
            {
                return observed;
            }
        }

        // Files come due in the order of their changes, so only the first one of an empty queue is earlier than what is waited for.
        _earlier.Writer.TryWrite(true);
        return observed;
    }

    /// <summary>Waits for room.</summary>
    public async Task ObserveAsync(string path, FileFingerprint file, CancellationToken cancellationToken)
    {
        while (!TryObserve(path, file))
        {
            await _room.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>Waits until files have settled.</summary>
    /// <param name="look">How a path is now; null when it is gone.</param>
    /// <param name="most">Files to return at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>At least one file.</returns>
    public async Task<IReadOnlyList<SettledFile>> TakeAsync(Func<string, FileFingerprint?> look, int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<SettledFile> settled;
            TimeSpan? wait;
            lock (_lock)
            {
                settled = _tracker.TakeSettled(look, most);
                wait = _tracker.UntilNext;
                if (!_tracker.IsFull)
                {
                    _room.Writer.TryWrite(true);
                }
            }

            if (settled.Count > 0)
            {
                return settled;
            }

            await WaitAsync(wait, cancellationToken);
        }
    }

    private async Task WaitAsync(TimeSpan? wait, CancellationToken cancellationToken)
    {
        if (wait is null)
        {
            await _earlier.Reader.ReadAsync(cancellationToken);
        }
        else if (wait > TimeSpan.Zero)
        {
            // Timers cut to whole milliseconds; waking a little too early would make a busy loop of the rest.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.Value.TotalMilliseconds)), time, cancellationToken);
        }
    }

    private static Channel<bool> Signal() =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}
