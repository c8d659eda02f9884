using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Health;

/// <summary>Counts jobs for the metrics every now and then, so that no scrape ever asks the database.</summary>
internal sealed class MetricsCounter(
    JobList jobs, FarmMetrics metrics, IOptions<HealthOptions> options, TimeProvider time, ILogger<MetricsCounter> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.MetricsInterval, time);
        do
        {
            try
            {
                metrics.Take(await jobs.TotalsAsync(stoppingToken));
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.MetricsNotCounted(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
