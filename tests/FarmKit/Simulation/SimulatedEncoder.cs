using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Transcoder.Encoder;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Preflight;

namespace Transcoder.FarmKit.Simulation;

/// <summary>
/// The encoder itself, with one slot and a connection of its own, in this process: it takes, gates, reports and acknowledges orders as it does
/// elsewhere. Only ffmpeg and the checks before and after it are missing; see <see cref="CopyingRunner"/>.
/// </summary>
public sealed class SimulatedEncoder : IAsyncDisposable
{
    private readonly IHost _host;

    private SimulatedEncoder(IHost host) => _host = host;

    /// <param name="name">Of the machine.</param>
    /// <param name="broker">With user, password and virtual host.</param>
    /// <param name="storage">Root of the storage, absolute; sources and results are reached by path.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<SimulatedEncoder> StartAsync(string name, Uri broker, string storage, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Encoder:Name"] = name,
            ["Broker:Url"] = broker.ToString(),
            ["Storage:Endpoints:0"] = $"file://{storage}",
        });
        builder.AddEncoderService();
        builder.Services.RemoveAll<IPreflightCheck>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IExecutionRunner, CopyingRunner>());
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, Guest>());
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new SimulatedEncoder(host);
    }

    /// <summary>Stops it in order.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>Signals to this process are not for it.</summary>
    private sealed class Guest : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
