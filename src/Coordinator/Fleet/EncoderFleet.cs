using System.Collections.Concurrent;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Fleet;

/// <summary>The encoders that were heard of lately. Kept in memory only: a restarted coordinator hears of all of them within seconds.</summary>
public sealed class EncoderFleet(TimeProvider time, JobSignals signals)
{
    /// <summary>An encoder that is silent for this long counts as gone.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, EncoderStatus> _encoders = new();
    private volatile IReadOnlyDictionary<string, string> _distrusted = new Dictionary<string, string>();

    /// <summary>Names of encoders that get no orders whatever they say of themselves, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Distrusted => _distrusted;

    /// <summary>Takes the place of what was said before.</summary>
    public void Distrust(IReadOnlyDictionary<string, string> reasons)
    {
        var before = FreeSlots;
        _distrusted = reasons;
        if (FreeSlots != before)
        {
            signals.Pulse(JobState.Waiting, JobState.Active);
        }
    }

    /// <summary>Takes in a sign of life; a stopping encoder is forgotten when it has nothing left to finish.</summary>
    public void Hear(EncoderHeartbeat heartbeat)
    {
        var before = FreeSlots;
        if (heartbeat is { State: EncoderState.Stopping, Executions.Count: 0 })
        {
            _encoders.TryRemove(heartbeat.EncoderId, out _);
        }
        else
        {
            _encoders[heartbeat.EncoderId] = new EncoderStatus(heartbeat, time.GetUtcNow());
        }

        if (FreeSlots != before)
        {
            signals.Pulse(JobState.Waiting, JobState.Active);
        }
    }

    /// <summary>The living encoders, by name.</summary>
    public IReadOnlyList<EncoderStatus> Living => [.. Alive().OrderBy(status => status.Heartbeat.EncoderName, StringComparer.Ordinal)];

    /// <summary>Slots of living, well encoders that work on nothing.</summary>
    public int FreeSlots => Alive().Where(TakesOrders).Sum(status => Math.Max(0, status.Heartbeat.Slots - status.Heartbeat.Executions.Count));

    /// <summary>Slots of living, well encoders.</summary>
    public int Slots => Alive().Where(TakesOrders).Sum(status => status.Heartbeat.Slots);

    /// <summary>The toolchain of most slots of living, well encoders; null where none tells any.</summary>
    public string? CommonToolchain => Alive().Where(status => TakesOrders(status) && status.Heartbeat.Toolchain is not null)
        .GroupBy(status => status.Heartbeat.Toolchain!).OrderByDescending(group => group.Sum(status => status.Heartbeat.Slots))
        .ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    /// <summary>Slots of living, well encoders with the same tools: of the largest such group.</summary>
    public int SlotsWithSameTools => Alive().Where(TakesOrders).GroupBy(status => status.Heartbeat.Toolchain)
        .Select(group => group.Sum(status => status.Heartbeat.Slots)).DefaultIfEmpty().Max();

    /// <summary>How many orders may lie unstarted in the broker: one more than there are free slots, so that no slot waits for the next.</summary>
    public int OrderWindow => FreeSlots + 1;

    /// <summary>The living, well encoders that do not decline such an order, in no order.</summary>
    /// <param name="toolchain">That the order wants; null for any.</param>
    /// <param name="avoid">Names that it avoids.</param>
    public IReadOnlyList<EncoderStatus> Takers(string? toolchain, IReadOnlyCollection<string> avoid) => [.. Alive().Where(status => TakesOrders(status)
        && (toolchain is null || status.Heartbeat.Toolchain == toolchain) && !avoid.Contains(status.Heartbeat.EncoderName))];

    /// <summary>True unless this is the only encoder that takes such an order. A coordinator that has just started has heard of nobody.</summary>
    /// <param name="name">Of the encoder.</param>
    /// <param name="toolchain">As for <see cref="Takers"/>.</param>
    public bool MayHaveOtherThan(string name, string? toolchain) => Living.Count == 0 || Takers(toolchain, [name]).Count > 0;

    /// <summary>The progress of an execution; null when no living encoder works on it.</summary>
    public ExecutionProgress? Progress(Guid executionId) => Alive()
        .SelectMany(status => status.Heartbeat.Executions).FirstOrDefault(progress => progress.ExecutionId == executionId);

    /// <summary>In no order; forgets those that are silent.</summary>
    private IEnumerable<EncoderStatus> Alive()
    {
        var oldest = time.GetUtcNow() - Silence;
        foreach (var (id, status) in _encoders)
        {
            if (status.SeenAt >= oldest)
            {
                yield return status;
            }
            else
            {
                _encoders.TryRemove(id, out _);
            }
        }
    }

    private bool TakesOrders(EncoderStatus status) =>
        status.Heartbeat.State == EncoderState.Ready && !_distrusted.ContainsKey(status.Heartbeat.EncoderName);
}
