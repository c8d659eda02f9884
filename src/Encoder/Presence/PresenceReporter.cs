using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Transcoder.Broker;
using Transcoder.Encoder.Health;
using Transcoder.Encoder.Settings;

namespace Transcoder.Encoder.Presence;

/// <summary>A heartbeat every few seconds, and at once when the state changes. What is lost is lost: the next one says the same.</summary>
internal sealed class PresenceReporter(
    IBus bus, HeartbeatSource source, EncoderHealth health, IOptions<EncoderOptions> options, TimeProvider time, ILogger<PresenceReporter> log)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before any service stops, the bus among them, so that what is handed back is known as such.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        health.Stopping();
        return BeatAsync(FarewellLimit, cancellationToken);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task<bool>? change = null;
        while (true)
        {
            await BeatAsync(Limit, stoppingToken);
            try
            {
                // One waiter is kept over many beats: a channel remembers every waiter until it is served.
                change ??= health.Changes.WaitToReadAsync(stoppingToken).AsTask();
                await change.WaitAsync(options.Value.HeartbeatInterval, time, stoppingToken);
                health.Changes.TryRead(out _);
                change = null;
            }
            catch (TimeoutException)
            {
                // Time for the next one.
            }
        }
    }

    private async Task BeatAsync(TimeSpan within, CancellationToken stoppingToken)
    {
        try
        {
            await bus.PublishWithinAsync(source.Now(), within, time, stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.BeatLost(failure.Message);
        }
    }
}
