using MassTransit;
using Microsoft.Extensions.Options;
using Transcoder.Media.Chunks;

namespace Transcoder.Coordinator.Dispatch;

/// <summary>Registers the publishing and watching of orders.</summary>
public static class DispatchSlice
{
    public static IServiceCollection AddDispatch(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<DispatchOptions>, DispatchOptionsValidator>();
        services.AddOptions<DispatchOptions>().BindConfiguration("Dispatch").ValidateOnStart();
        services.AddSingleton<OrderWriter>();
        services.AddSingleton<OrderPublisher>();
        services.AddSingleton<Sightings>();
        services.AddSingleton<SilenceClock>();
        services.AddSingleton<BusBreaks>();
        services.AddReceiveEndpointObserver(provider => provider.GetRequiredService<BusBreaks>());
        services.AddSingleton<LeaseEnds>();
        services.AddSingleton<ChunkCutter>();
        services.AddSingleton<ChunkCuts>();
        services.AddHostedService<ChunkWorker>();
        services.AddHostedService<StragglerWorker>();
        services.AddHostedService<ToolchainWorker>();
        services.AddHostedService<Dispatcher>();
        services.AddHostedService<LeaseMonitor>();
        services.AddSingleton<LostOrders>();
        services.AddHostedService<LostOrderMonitor>();
        services.AddHostedService<RefusalMonitor>();
        return services;
    }
}
