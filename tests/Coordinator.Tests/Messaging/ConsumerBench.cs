using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Messaging;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Messaging;

/// <summary>The coordinator's consumers on an in-memory bus, on a clock of their own.</summary>
internal sealed class ConsumerBench : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly TempTree _tree = new();
    private TestCoordinator _coordinator = null!;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch);

    public BusTraffic Traffic { get; } = new();

    public TestCoordinator Coordinator => _coordinator;

    private IBusControl Bus => _coordinator.Services.GetRequiredService<IBusControl>();

    public static async Task<ConsumerBench> StartAsync()
    {
        var bench = new ConsumerBench();
        bench._coordinator = await TestCoordinator.StartAsync(bench._tree, bench.AddBus);
        bench.Bus.ConnectConsumeObserver(bench.Traffic);
        await bench.Bus.WaitForHealthStatus(BusHealthStatus.Healthy, TestContext.Current.CancellationToken);
        return bench;
    }

    public Task PublishAsync<TMessage>(params IEnumerable<TMessage> messages)
        where TMessage : class =>
        Task.WhenAll(messages.Select(message => Bus.Publish(message, TestContext.Current.CancellationToken)));

    /// <summary>Waits until consumers are done with so many messages of a type, while no time passes.</summary>
    public Task AllConsumedAsync<TMessage>(int count) => Eventually.TrueAsync(
        () => Traffic.Consumed<TMessage>() == count, Limit, () => $"{Traffic.Consumed<TMessage>()} of {count}");

    /// <summary>Waits while time passes, ten seconds each tenth of one.</summary>
    public Task EventuallyAsync(Func<bool> condition) => Eventually.TrueAsync(
        () =>
        {
            Time.Advance(TimeSpan.FromSeconds(10));
            return condition();
        },
        Limit);

    public async ValueTask DisposeAsync()
    {
        await _coordinator.DisposeAsync();
        _tree.Dispose();
    }

    private void AddBus(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<CancelNotice>();
        services.AddSingleton<Sightings>();
        services.AddSingleton(Traffic);
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            CoordinatorBus.AddConsumers(bus);
            bus.UsingInMemory((context, configurator) =>
            {
                configurator.UsePublishFilter(typeof(TrafficFilter<>), context);
                CoordinatorBus.ConfigureEndpoints(context, configurator);
            });
        });
    }
}
