using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Messaging;

/// <summary>Orders again, before workers and bus start, what the last process of this database had ordered and not finished.</summary>
internal sealed class InMemoryStart(JobStore jobs) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => jobs.ForgetOrdersAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
