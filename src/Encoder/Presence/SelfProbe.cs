using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Health;
using Transcoder.Encoder.Preflight;
using Transcoder.Encoder.Settings;

namespace Transcoder.Encoder.Presence;

/// <summary>An unwell encoder looks at itself until it is well again.</summary>
internal sealed class SelfProbe(
    EncoderHealth health, EncoderPreflight preflight, IOptions<EncoderOptions> options, TimeProvider time, ILogger<SelfProbe> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ProbeInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (health.Now is not (EncoderState.Unwell, var reason))
            {
                continue;
            }

            log.Unwell(reason);
            try
            {
                health.Judge(await preflight.ProblemAsync(stoppingToken));
            }
            catch (Exception surprise) when (!stoppingToken.IsCancellationRequested)
            {
                log.ProbeFailed(surprise);
            }
        }
    }
}
