using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Ingest;

/// <summary>
/// Knows the files that are in their quiet period, and when each is to be looked at again: one quiet period after its last observed change.
/// Looks at no disk; not for several threads at once. Memory is bounded by the capacity.
/// </summary>
/// <param name="quietPeriod">How long a fingerprint must hold.</param>
/// <param name="capacity">How many files at most.</param>
/// <param name="time">Only differences of its time stamps are used, so a clock that is set does no harm.</param>
internal sealed class StabilityTracker(TimeSpan quietPeriod, int capacity, TimeProvider time)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    // Exactly one element for each entry. An entry that has changed since is put back when its element comes up.
    private readonly PriorityQueue<string, long> _queue = new();

    public int Count => _entries.Count;

    public bool IsFull => _entries.Count >= capacity;

    /// <summary>Until the next file is to be looked at; null when there is none, zero when it is time.</summary>
    public TimeSpan? UntilNext => _queue.TryPeek(out _, out var due)
        ? TimeSpan.FromTicks(Math.Max(0, time.GetElapsedTime(time.GetTimestamp(), due).Ticks)) : null;

    /// <summary>Notes how a file is now. A file that is as it was goes on with its quiet period.</summary>
    /// <returns>False when the file is new here and there is no room for it.</returns>
    public bool TryObserve(string path, FileFingerprint file)
    {
        if (_entries.TryGetValue(path, out var known))
        {
            if (known.File != file)
            {
                _entries[path] = new Entry(file, NextDue());
            }

            return true;
        }

        if (IsFull)
        {
            return false;
        }

        var entry = new Entry(file, NextDue());
        _entries.Add(path, entry);
        _queue.Enqueue(path, entry.Due);
        return true;
    }

    /// <summary>Looks at the files whose time has come. Those that have held still or are gone are forgotten here.</summary>
    /// <param name="look">How a path is now; null when it is gone.</param>
    /// <param name="most">Settled files to return at most.</param>
    public IReadOnlyList<SettledFile> TakeSettled(Func<string, FileFingerprint?> look, int most)
    {
        var settled = new List<SettledFile>();
        var now = time.GetTimestamp();
        while (settled.Count < most && _queue.TryPeek(out var path, out var due) && due <= now)
        {
            _queue.Dequeue();
            var entry = _entries[path];
            if (entry.Due > due)
            {
                _queue.Enqueue(path, entry.Due);
            }
            else if (look(path) is not { } file)
            {
                _entries.Remove(path);
            }
            else if (file == entry.File)
            {
                _entries.Remove(path);
                settled.Add(new SettledFile(path, file));
            }
            else
            {
                entry = new Entry(file, NextDue());
                _entries[path] = entry;
                _queue.Enqueue(path, entry.Due);
            }
        }

        return settled;
    }

    private long NextDue() => time.GetTimestamp() + (long)Math.Ceiling(quietPeriod.TotalSeconds * time.TimestampFrequency);

    private readonly record struct Entry(FileFingerprint File, long Due);
}
