using Transcoder.Broker;
using Transcoder.Coordinator.Announcements;
using Transcoder.Coordinator.Dispatch;

namespace Transcoder.Coordinator.Messaging;

/// <summary>Registers what depends on the kind of bus.</summary>
public static class MessagingSlice
{
    /// <summary>For a bus over RabbitMQ: orders outlive this process, and others may listen.</summary>
    public static IServiceCollection AddRabbitMqMessaging(this IServiceCollection services)
    {
        services.AddBrokerSettings(required: true);
        services.AddSingleton<IWaitingOrders, RabbitMqWaitingOrders>();
        services.AddBusGuard();
        services.AddAnnouncements();
        return services;
    }

    /// <summary>For the in-memory bus, called after the jobs are registered: orders end with this process and are published again at the next start.</summary>
    public static IServiceCollection AddInMemoryMessaging(this IServiceCollection services)
    {
        services.AddSingleton<IWaitingOrders, InMemoryWaitingOrders>();
        services.AddHostedService<InMemoryStart>();
        return services;
    }
}
