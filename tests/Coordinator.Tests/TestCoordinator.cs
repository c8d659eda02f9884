using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Submissions;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests;

/// <summary>The coordinator's foundations on a temporary tree and a real database, and the slices that a test adds.</summary>
internal sealed class TestCoordinator : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly IHost _host;

    private TestCoordinator(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public JobStore Store => Services.GetRequiredService<JobStore>();

    public static async Task<TestCoordinator> StartAsync(
        TempTree tree, Action<IServiceCollection>? slices = null, params (string Setting, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Root"] = tree.Root,
            ["Database:Connection"] = $"Data Source={tree.At("db", "jobs.db")};Pooling=False",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Setting, pair => (string?)pair.Value));
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ToolRunner>();
        builder.Services.AddSingleton<FfprobeClient>();
        builder.Services.AddSingleton<EncoderFleet>();
        builder.Services.AddJobs().AddStorage().AddProfiles().AddSubmissions();
        slices?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new TestCoordinator(host);
    }

    /// <summary>The newest jobs, at most 1000.</summary>
    public Task<IReadOnlyList<Job>> JobsAsync() =>
        Services.GetRequiredService<JobList>().PageAsync(null, null, 1000, CancellationToken.None);

    public async Task<long> CountAsync() =>
        (await Services.GetRequiredService<JobList>().TotalsAsync(CancellationToken.None)).Counts.Values.Sum();

    public async Task<Job> FindAsync(Guid jobId) =>
        await Services.GetRequiredService<JobQueries>().FindAsync(jobId, CancellationToken.None) ?? throw new InvalidOperationException("No such job");

    public async Task<Job> EventuallyAsync(Guid jobId, Func<Job, bool> condition)
    {
        await Eventually.TrueAsync(
            async () => condition(await FindAsync(jobId)), Limit, async () => await FindAsync(jobId) is var job ? $"{job.State}, {job.Reason}" : "");
        return await FindAsync(jobId);
    }

    public async Task<IReadOnlyList<Job>> EventuallyAsync(int count)
    {
        await Eventually.TrueAsync(async () => await CountAsync() == count, Limit, async () => $"{await CountAsync()} jobs");
        return await JobsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
