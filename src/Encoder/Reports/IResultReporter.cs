using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;

namespace Transcoder.Encoder.Reports;

/// <summary>Tells the coordinator how executions begin and end.</summary>
internal interface IResultReporter
{
    /// <summary>Tells that a slot has begun. Heartbeats say the same soon, so a failure is not reported and costs seconds at most.</summary>
    Task StartedAsync(TranscodeStarted started, CancellationToken cancellationToken);

    /// <summary>Publishes the outcome again and again until the broker has put it into a queue. May be called twice for one outcome.</summary>
    /// <returns>False when this process stops before that. Handing back is said once, and true whether it was heard or not.</returns>
    Task<bool> ReportAsync(EncodeOutcome outcome);
}
