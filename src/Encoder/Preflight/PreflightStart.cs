using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Transcoder.Encoder.Preflight;

/// <summary>Refuses to start on a machine that cannot encode, before the bus brings the first order.</summary>
internal sealed class PreflightStart(EncoderPreflight preflight, ILogger<PreflightStart> log) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var results = await preflight.RunAsync(cancellationToken);
        foreach (var result in results.Where(result => result is { Ok: true, Cure: not null }))
        {
            log.Warned(result.Name, result.Detail, result.Cure);
        }

        if (results.Where(result => !result.Ok).ToList() is { Count: > 0 } failed)
        {
            throw new PreflightException(failed);
        }

        log.Passed(string.Join("; ", results.Select(result => $"{result.Name}: {result.Detail}")));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
