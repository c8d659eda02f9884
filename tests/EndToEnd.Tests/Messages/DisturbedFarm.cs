using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Transcoder.Coordinator;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Messaging;
using Transcoder.Encoder;
using Transcoder.Encoder.Messaging;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests.Messages;

/// <summary>Coordinator and encoder in this process, whose messages pass a <see cref="Disturber"/>.</summary>
internal sealed class DisturbedFarm : IAsyncDisposable
{
    private readonly TempTree _tree = new();
    private readonly IHost _host;

    private DisturbedFarm(Disturber disturber) => _host = Build(disturber);

    public FarmStorage Storage => new(_tree.At("farm"));

    public JobStore Store => _host.Services.GetRequiredService<JobStore>();

    public static async Task<DisturbedFarm> StartAsync(Disturber disturber)
    {
        var farm = new DisturbedFarm(disturber);
        await farm._host.StartAsync(TestContext.Current.CancellationToken);
        return farm;
    }

    public async Task DropAsync(string name, ClipShape shape) =>
        Storage.Drop(await Clips.MakeAsync(_tree.At($"made-{name.Replace('/', '-')}"), shape, TestContext.Current.CancellationToken), name);

    public async Task<IReadOnlyList<Job>> JobsAsync()
    {
        var found = new List<Job>();
        foreach (var job in await _host.Services.GetRequiredService<JobList>().PageAsync(null, null, 1000, CancellationToken.None))
        {
            found.Add((await _host.Services.GetRequiredService<JobQueries>().FindAsync(job.Id, CancellationToken.None))!);
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _tree.Dispose();
    }

    private IHost Build(Disturber disturber)
    {
        var root = _tree.At("farm");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Root"] = root,
            ["Commit:IfLarger"] = "Keep",
            ["Database:Connection"] = $"Data Source={_tree.At("database", "jobs.db")};Pooling=False",
            ["Ingest:QuietPeriod"] = "00:00:01",
            ["Encoder:Name"] = "here",
            ["Encoder:Slots"] = "2",
            ["Encoder:HeartbeatInterval"] = "00:00:01",
            ["Encoder:WorkDirectory"] = _tree.Folder("encoder"),
            ["Dispatch:Lease"] = "00:00:10",
            ["Dispatch:LostOrderCheck"] = "00:00:02",
            // A report that is lost looks like an encoder that ended without a word.
            ["Dispatch:PoisonAfter"] = "20",
            ["Profiles:slow:VideoCodec"] = "H264",
            ["Profiles:slow:Preset"] = "veryslow",
            ["Profiles:slow:Threads"] = "1",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddEncoder();
        builder.AddCoordinator();
        builder.Services.AddSingleton(Options.Create(new Encoder.Settings.StorageOptions { Endpoints = [$"file://{root}"] }));
        builder.Services.AddInMemoryMessaging();
        builder.Services.Replace(ServiceDescriptor.Singleton<IWaitingOrders>(new EmptyQueue()));
        builder.Services.AddSingleton(disturber);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            CoordinatorBus.AddConsumers(bus);
            EncoderBus.AddConsumers(bus);
            bus.UsingInMemory((context, configurator) =>
            {
                configurator.UsePublishFilter(typeof(KeepingFilter<>), context);
                configurator.UseConsumeFilter(typeof(DisturbingFilter<>), context);
                CoordinatorBus.ConfigureEndpoints(context, configurator);
                EncoderBus.ConfigureEndpoints(context, configurator);
            });
        });
        return builder.Build();
    }

    /// <summary>What is published and not started was lost: this bus keeps nothing.</summary>
    private sealed class EmptyQueue : IWaitingOrders
    {
        public Task<long?> CountAsync(CancellationToken cancellationToken) => Task.FromResult<long?>(0);
    }
}
