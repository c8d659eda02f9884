using System.Globalization;
using Transcoder.Chaos.Tests.Plan;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;

namespace Transcoder.Chaos.Tests.Proof;

/// <summary>What a run was made of and what it cost. Pure.</summary>
internal sealed record ChaosReport
{
    /// <summary>How often each kind of fault was inflicted.</summary>
    public required IReadOnlyDictionary<FaultKind, int> Faults { get; init; }

    /// <summary>How many jobs ended in each state.</summary>
    public required IReadOnlyDictionary<JobState, int> Jobs { get; init; }

    /// <summary>How many of the completed jobs were made in chunks.</summary>
    public required int InChunks { get; init; }

    /// <summary>Encodes of completed jobs that led to no result.</summary>
    public required RepeatedWork Repeated { get; init; }

    /// <summary>The fault that was felt longest; null when no job ended after a fault.</summary>
    public required Recovery? LongestRecovery { get; init; }

    /// <summary>From the last fault's end to a farm without work.</summary>
    public required TimeSpan Settling { get; init; }

    public static ChaosReport Of(IReadOnlyList<Inflicted> faults, IReadOnlyList<JobDetail> jobs, TimeSpan settling) => new()
    {
        Faults = faults.CountBy(fault => fault.Kind).ToDictionary(),
        Jobs = jobs.CountBy(job => job.Job.State).ToDictionary(),
        InChunks = jobs.Count(job => job.Job is { State: JobState.Completed, Chunks: > 0 }),
        Repeated = jobs.Where(job => job.Job.State == JobState.Completed).Select(job => RepeatedWork.Of(FarmApi.Executions(job)))
            .Aggregate(default(RepeatedWork), (sum, one) => sum + one),
        LongestRecovery = Recovery.Longest(faults, [.. jobs.Select(job => job.Job.FinishedAt).OfType<DateTimeOffset>()]),
        Settling = settling,
    };

    /// <summary>A few lines for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        faults: {Faults.Values.Sum()} ({List(Faults)})
        jobs: {Jobs.Values.Sum()} ({List(Jobs)}), {InChunks} in chunks
        encodes in vain: {Repeated.Executions}, {Repeated.EncodeSeconds:0.0} encode-seconds at most
        longest recovery: {LongestRecovery?.ToString() ?? "none"}
        settled after {Settling.TotalSeconds:0.0} s
        """);

    private static string List<T>(IReadOnlyDictionary<T, int> counts) =>
        string.Join(", ", counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}"));
}
