using System.Collections.Concurrent;
using MassTransit;
using Transcoder.Contracts;

namespace Transcoder.Integration.Tests.Encoder;

/// <summary>Takes what encoders report, as the coordinator does.</summary>
internal sealed class ResultQueue : IAsyncDisposable
{
    private readonly IBusControl _bus;

    private ResultQueue(IBusControl bus) => _bus = bus;

    public ConcurrentQueue<TranscodeStarted> Started { get; } = new();

    public ConcurrentQueue<TranscodeCompleted> Completed { get; } = new();

    public ConcurrentQueue<TranscodeHandedBack> HandedBack { get; } = new();

    public ConcurrentQueue<TranscodeFailed> Failed { get; } = new();

    public ConcurrentQueue<EncoderHeartbeat> Heartbeats { get; } = new();

    public static async Task<ResultQueue> StartAsync(Uri broker, CancellationToken cancellationToken)
    {
        ResultQueue? results = null;
        var bus = Bus.Factory.CreateUsingRabbitMq(configurator =>
        {
            configurator.Host(broker, host => host.Heartbeat(TimeSpan.FromSeconds(10)));
            configurator.ReceiveEndpoint(Queues.Results, endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.Handler<TranscodeStarted>(context => Keep(results!.Started, context.Message));
                endpoint.Handler<TranscodeCompleted>(context => Keep(results!.Completed, context.Message));
                endpoint.Handler<TranscodeFailed>(context => Keep(results!.Failed, context.Message));
                endpoint.Handler<TranscodeHandedBack>(context => Keep(results!.HandedBack, context.Message));
            });
            configurator.ReceiveEndpoint(
                Queues.Heartbeats, endpoint => endpoint.Handler<EncoderHeartbeat>(context => Keep(results!.Heartbeats, context.Message)));
        });
        results = new ResultQueue(bus);
        await bus.StartAsync(cancellationToken);
        return results;
    }

    public Task OrderAsync(TranscodeRequested order, CancellationToken cancellationToken) => _bus.Publish(order, cancellationToken);

    public Task CancelAsync(CancelTranscode cancel, CancellationToken cancellationToken) => _bus.Publish(cancel, cancellationToken);

    public async ValueTask DisposeAsync() => await _bus.StopAsync(TimeSpan.FromSeconds(30));

    private static Task Keep<TMessage>(ConcurrentQueue<TMessage> queue, TMessage message)
    {
        queue.Enqueue(message);
        return Task.CompletedTask;
    }
}
