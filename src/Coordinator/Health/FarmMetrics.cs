using System.Diagnostics.Metrics;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Health;

/// <summary>The farm in numbers. What needs the database is as old as <see cref="HealthOptions.MetricsInterval"/> at most.</summary>
internal sealed class FarmMetrics
{
    public const string MeterName = "Transcoder";
    private readonly EncoderFleet _fleet;
    private volatile JobTotals _totals = new(new Dictionary<JobState, long>(), 0, 0);

    public FarmMetrics(IMeterFactory meters, EncoderFleet fleet)
    {
        _fleet = fleet;
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("transcoder.jobs", JobsByState, "{job}", "Jobs by state");
        meter.CreateObservableGauge("transcoder.encoders.living", () => _fleet.Living.Count, "{encoder}", "Encoders heard of lately");
        meter.CreateObservableGauge("transcoder.slots.free", () => _fleet.FreeSlots, "{slot}", "Slots that wait for work");
        meter.CreateObservableGauge("transcoder.completed.source", () => _totals.SourceBytes, "By", "Bytes of sources of completed jobs");
        meter.CreateObservableGauge("transcoder.completed.output", () => _totals.OutputBytes, "By", "Bytes of outputs of completed jobs");
    }

    public void Take(JobTotals totals) => _totals = totals;

    private IEnumerable<Measurement<long>> JobsByState()
    {
        var totals = _totals;
        return Enum.GetValues<JobState>().Select(state => new Measurement<long>(
            totals.Counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.ToString().ToLowerInvariant())));
    }
}
