using MassTransit;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Remembers that this coordinator lost the broker, however soon it found back. Thread-safe.</summary>
internal sealed class BusBreaks : IReceiveEndpointObserver
{
    private int _broken;

    /// <summary>Whether that was so since the last call.</summary>
    public bool Take() => Interlocked.Exchange(ref _broken, 0) == 1;

    public Task Ready(ReceiveEndpointReady ready) => Task.CompletedTask;

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted)
    {
        Interlocked.Exchange(ref _broken, 1);
        return Task.CompletedTask;
    }
}
