using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Transcoder.Encoder.Preflight;

/// <summary>
/// Refuses to start on a machine that cannot encode, before the bus brings the first order. The checks begin first and are waited for last, so
/// that the rest of the host starts meanwhile.
/// </summary>
internal sealed class PreflightStart(EncoderPreflight preflight, ILogger<PreflightStart> log) : IHostedLifecycleService
{
    private Task<IReadOnlyList<CheckResult>>? _checks;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _checks = Task.Run(() => preflight.RunAsync(cancellationToken), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var results = await (_checks ?? throw new InvalidOperationException("The host has not announced its start"));
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

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
