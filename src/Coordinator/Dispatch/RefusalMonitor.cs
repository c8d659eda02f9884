using System.Globalization;
using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Takes encoders out for a while whose results are refused one after the other. The database holds all that it needs to know.</summary>
internal sealed class RefusalMonitor(
    EncoderFleet fleet, JobQueries queries, IOptions<DispatchOptions> options, JobSignals signals, TimeProvider time, ILogger<RefusalMonitor> logger)
    : JobWorker(signals, time, logger)
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);
    private readonly TimeProvider _time = time;

    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        var now = _time.GetUtcNow();
        var unwell = new Dictionary<string, string>();
        foreach (var encoder in (await queries.RefusalsAsync(now - Memory, stoppingToken)).GroupBy(refusal => refusal.Encoder))
        {
            var refusals = encoder.Select(refusal => (refusal.JobId, refusal.At));
            if (RefusalRule.RowSince(refusals, options.Value.UnwellAfter, options.Value.EncoderRest, now) is { } since
                && !await queries.AcceptedSinceAsync(encoder.Key, since, stoppingToken))
            {
                unwell[encoder.Key] = string.Create(
                    CultureInfo.InvariantCulture, $"its results of {options.Value.UnwellAfter} different jobs in a row were refused");
            }
        }

        foreach (var (name, reason) in unwell.Where(pair => !fleet.Distrusted.ContainsKey(pair.Key)))
        {
            logger.EncoderDistrusted(name, reason, options.Value.EncoderRest);
        }

        fleet.Distrust(unwell);
    }
}
