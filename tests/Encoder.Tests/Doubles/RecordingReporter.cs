using System.Collections.Concurrent;
using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Reports;

namespace Transcoder.Encoder.Tests.Doubles;

/// <summary>Remembers what was reported; can play a broker that is away.</summary>
internal sealed class RecordingReporter : IResultReporter
{
    public ConcurrentQueue<TranscodeStarted> Started { get; } = new();

    public ConcurrentQueue<EncodeOutcome> Reported { get; } = new();

    /// <summary>What a report ends with: false is a process that stops before the broker is back.</summary>
    public Task<bool> Routed { get; set; } = Task.FromResult(true);

    public Task StartedAsync(TranscodeStarted started, CancellationToken cancellationToken)
    {
        Started.Enqueue(started);
        return Task.CompletedTask;
    }

    public Task<bool> ReportAsync(EncodeOutcome outcome)
    {
        if (outcome is not EncodeOutcome.HandedBack)
        {
            Reported.Enqueue(outcome);
        }

        return outcome is EncodeOutcome.HandedBack ? Task.FromResult(true) : Routed;
    }
}
