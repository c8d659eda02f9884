using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Testing;

/// <summary>Registers what tests of this program need; registered first, so that it is there when anything else starts.</summary>
internal static class TestingSlice
{
    public static IServiceCollection AddTesting(this IServiceCollection services)
    {
        services.AddOptions<TestingOptions>().BindConfiguration("Testing");
        services.AddHostedService<CrashStart>();
        return services;
    }
}

internal sealed class CrashStart(IOptions<TestingOptions> options) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Crash.Arm(options.Value.CrashAt);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
