using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Transcoder.Encoder.Settings;

namespace Transcoder.Encoder.Orders;

/// <summary>Ends the running executions as soon as the process is asked to stop, before anything else stops; not when draining.</summary>
internal sealed class HandBack(ExecutionBoard board, IHostApplicationLifetime lifetime, IOptions<EncoderOptions> options)
    : IHostedService, IDisposable
{
    private CancellationTokenRegistration _registration;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.StopMode is StopMode.HandBack)
        {
            _registration = lifetime.ApplicationStopping.Register(() => board.Close());
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _registration.Dispose();
}
