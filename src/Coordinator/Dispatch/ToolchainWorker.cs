using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Lets films in pieces begin anew when no encoder has had their tools for long, though others are there: ffmpeg was updated meanwhile.</summary>
internal sealed class ToolchainWorker(
    JobQueries queries, JobStore store, EncoderFleet fleet, IOptions<DispatchOptions> options, JobSignals signals, TimeProvider time,
    ILogger<ToolchainWorker> logger)
    : JobWorker(signals, time, logger)
{
    private readonly TimeProvider _time = time;

    /// <summary>Since when nobody has them.</summary>
    private Dictionary<string, long> _gone = [];

    protected override async Task TurnAsync(CancellationToken stoppingToken)
    {
        var wanted = (await queries.ToolchainsAsync(stoppingToken)).ToLookup(job => job.Toolchain, job => job.JobId);
        var gone = fleet.Takers(null, []).Count == 0 ? [] : wanted.Where(jobs => fleet.Takers(jobs.Key, []).Count == 0).ToList();
        _gone = gone.ToDictionary(jobs => jobs.Key, jobs => _gone.TryGetValue(jobs.Key, out var since) ? since : _time.GetTimestamp());
        foreach (var jobs in gone.Where(jobs => _time.GetElapsedTime(_gone[jobs.Key]) >= options.Value.ToolsGoneAfter))
        {
            foreach (var jobId in jobs)
            {
                await store.ChangeAsync(jobId, (job, now) => job.BeginAnew(jobs.Key, now), stoppingToken);
            }
        }
    }
}
