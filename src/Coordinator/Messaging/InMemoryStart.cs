using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Messaging;

/// <summary>Orders again what the last process of this database had ordered and not finished. Registered before the workers and the bus.</summary>
internal sealed class InMemoryStart(JobStore jobs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => jobs.ForgetOrdersAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
