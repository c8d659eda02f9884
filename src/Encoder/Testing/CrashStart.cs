using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Transcoder.Encoder.Testing;

/// <summary>Arms the point that the settings name.</summary>
internal sealed class CrashStart(IOptions<TestingOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Crash.Arm(Enum.TryParse<CrashPoint>(options.Value.CrashAt, out var point) ? point : null);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
