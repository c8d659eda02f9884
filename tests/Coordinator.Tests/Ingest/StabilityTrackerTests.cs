using Microsoft.Extensions.Time.Testing;
using Transcoder.Coordinator.Ingest;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Tests.Ingest;

public class StabilityTrackerTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<string, FileFingerprint> _disk = [];

    [Fact]
    public void A_file_that_holds_still_settles_exactly_at_the_end_of_the_quiet_period()
    {
        var tracker = Tracker();
        Observe(tracker, "a.mkv", size: 5);

        _time.Advance(Quiet - TimeSpan.FromTicks(1));
        var early = Take(tracker);
        var wait = tracker.UntilNext;
        _time.Advance(TimeSpan.FromTicks(1));
        var settled = Take(tracker);

        Assert.Empty(early);
        Assert.Equal(TimeSpan.FromTicks(1), wait);
        Assert.Equal(new SettledFile("a.mkv", _disk["a.mkv"]), Assert.Single(settled));
        Assert.Equal(0, tracker.Count);
        Assert.Null(tracker.UntilNext);
    }

    [Fact]
    public void A_change_that_is_observed_starts_the_quiet_period_again()
    {
        var tracker = Tracker();
        Observe(tracker, "a.mkv", size: 5);
        _time.Advance(TimeSpan.FromSeconds(9));
        Observe(tracker, "a.mkv", size: 6);

        _time.Advance(TimeSpan.FromSeconds(9));
        var early = Take(tracker);
        var wait = tracker.UntilNext;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(early);
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        Assert.Single(Take(tracker));
    }

    [Fact]
    public void A_change_that_nobody_announced_is_found_at_the_due_time_and_waited_out()
    {
        var tracker = Tracker();
        Observe(tracker, "a.mkv", size: 5);
        Write("a.mkv", size: 6);

        _time.Advance(Quiet);
        var first = Take(tracker);
        _time.Advance(Quiet);

        Assert.Empty(first);
        Assert.Equal(6, Assert.Single(Take(tracker)).File.Size);
    }

    [Fact]
    public void Seeing_an_unchanged_file_again_does_not_prolong_its_quiet_period()
    {
        var tracker = Tracker();
        Observe(tracker, "a.mkv", size: 5);
        _time.Advance(TimeSpan.FromSeconds(9));
        Observe(tracker, "a.mkv", size: 5);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Single(Take(tracker));
    }

    [Fact]
    public void A_vanished_file_is_forgotten()
    {
        var tracker = Tracker();
        Observe(tracker, "a.mkv", size: 5);
        _disk.Clear();

        _time.Advance(Quiet);

        Assert.Empty(Take(tracker));
        Assert.Equal(0, tracker.Count);
    }

    [Fact]
    public void A_full_tracker_takes_no_new_file_but_follows_those_it_has()
    {
        var tracker = Tracker(capacity: 2);
        Observe(tracker, "a.mkv", size: 1);
        Observe(tracker, "b.mkv", size: 1);

        var third = Observe(tracker, "c.mkv", size: 1);
        var known = Observe(tracker, "a.mkv", size: 2);
        _time.Advance(Quiet);
        Take(tracker);
        var later = Observe(tracker, "c.mkv", size: 1);

        Assert.False(third);
        Assert.True(known);
        Assert.True(later);
    }

    [Fact]
    public void A_file_that_changes_all_the_time_takes_one_place_in_the_queue()
    {
        var tracker = Tracker(capacity: 1);
        foreach (var size in Enumerable.Range(1, 1000))
        {
            Observe(tracker, "a.mkv", size);
            _time.Advance(TimeSpan.FromSeconds(1));
            Take(tracker);
        }

        _time.Advance(Quiet);

        Assert.Single(Take(tracker));
        Assert.Null(tracker.UntilNext);
    }

    [Fact]
    public void No_more_files_are_taken_at_once_than_asked_for()
    {
        var tracker = Tracker();
        foreach (var number in Enumerable.Range(1, 5))
        {
            Observe(tracker, $"{number}.mkv", size: 1);
        }

        _time.Advance(Quiet);

        Assert.Equal(3, tracker.TakeSettled(Look, 3).Count);
        Assert.Equal(2, tracker.TakeSettled(Look, 3).Count);
    }

    private StabilityTracker Tracker(int capacity = 100) => new(Quiet, capacity, _time);

    private bool Observe(StabilityTracker tracker, string path, long size)
    {
        Write(path, size);
        return tracker.TryObserve(path, _disk[path]);
    }

    private void Write(string path, long size) => _disk[path] = new FileFingerprint(1, 2, size, 3);

    private FileFingerprint? Look(string path) => _disk.TryGetValue(path, out var file) ? file : null;

    private IReadOnlyList<SettledFile> Take(StabilityTracker tracker) => tracker.TakeSettled(Look, 100);
}
