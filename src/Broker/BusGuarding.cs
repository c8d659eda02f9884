using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Transcoder.Media.Processes;

namespace Transcoder.Broker;

/// <summary>Registers the guard of a bus over RabbitMQ.</summary>
public static class BusGuarding
{
    /// <param name="services">Hold the bus, the broker's settings and a clock.</param>
    public static void AddBusGuard(this IServiceCollection services)
    {
        // The guard says in a sentence what MassTransit says with a stack trace at each of its tries.
        services.AddLogging(logging => logging.AddFilter("MassTransit", LogLevel.Error));
        services.AddHostedService(provider => new BusGuard(
            () => Trouble(provider.GetRequiredService<IBusControl>().CheckHealth()),
            () => BrokerProbe.AnswersAsync(provider.GetRequiredService<IOptions<BrokerOptions>>().Value),
            () => StartAnewAsync(provider),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BusGuard>>()));
    }

    private static async Task StartAnewAsync(IServiceProvider provider)
    {
        await Farewell.SayAsync(
            provider.GetRequiredService<IOptions<BrokerOptions>>().Value, provider.GetServices<ILastWords>(),
            provider.GetRequiredService<ILogger<BusGuard>>());

        // Else the last sentences would be lost with the queue in which they wait for the console.
        provider.GetRequiredService<ILoggerFactory>().Dispose();
        OwnProcess.StartAnew();
    }

    private static string? Trouble(BusHealthResult health) =>
        health.Status == BusHealthStatus.Healthy ? null : health.Exception?.GetBaseException().Message ?? health.Description;
}
