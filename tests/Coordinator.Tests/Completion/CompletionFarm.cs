using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Transcoder.Contracts;
using Transcoder.Coordinator.Completion;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Files;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Completion;

/// <summary>Everything of the coordinator that comes after the encode, on real files and a real database; the test plays the encoder.</summary>
internal sealed class CompletionFarm : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly IHost _host;

    private CompletionFarm(TempTree tree, IHost host) => (Tree, _host) = (tree, host);

    public TempTree Tree { get; }

    public JobStore Store => _host.Services.GetRequiredService<JobStore>();

    public IServiceProvider Services => _host.Services;

    public JobQueries Queries => _host.Services.GetRequiredService<JobQueries>();

    public static async Task<CompletionFarm> StartAsync(
        TempTree tree, SourceFate fate = SourceFate.Archive, LargerResult ifLarger = LargerResult.Keep)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Root"] = tree.Root,
            ["Commit:IfLarger"] = ifLarger.ToString(),
            ["Database:Connection"] = $"Data Source={tree.At("db", "jobs.db")};Pooling=False",
            ["Commit:SourceFate"] = fate.ToString(),
        });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ToolRunner>();
        builder.Services.AddSingleton<FfprobeClient>();
        builder.Services.AddSingleton<EncoderFleet>();
        builder.Services.AddJobs().AddStorage().AddCompletion();
        var host = builder.Build();
        await host.StartAsync();
        return new CompletionFarm(tree, host);
    }

    /// <summary>A short film in <c>incoming/</c> with an active job.</summary>
    /// <param name="length">In bytes; what is more than the film is zeros, which take no room on the disk.</param>
    public async Task<Guid> AddFilmAsync(string name = "film.mp4", string output = "film.mp4", long length = 0)
    {
        var path = await Clips.MakeAsync(Path.Combine(Tree.Folder("incoming"), name));
        await using (var file = new FileStream(path, FileMode.Open))
        {
            file.SetLength(Math.Max(length, file.Length));
        }

        return await AddAsync(name, output, JobBuilder.Settings);
    }

    /// <summary>An active job for a film that is in <c>incoming/</c> already.</summary>
    public async Task<Guid> AddAsync(string name, string output, EncodeSettings settings)
    {
        var identity = FileFingerprint.TryRead(Tree.At("incoming", name))!.Value;
        var source = new NewJob($"incoming/{name}", identity.Identity, identity.Size, "h264");
        var added = await Store.AddAsync([source], CancellationToken.None);
        await Store.PlanAsync(added[0].Id, new JobPlan(settings, null, null, []), [output, $"second-{output}"], CancellationToken.None);
        return added[0].Id;
    }

    /// <summary>Puts a result where an encoder would and reports it.</summary>
    /// <param name="file">The result's bytes are copied from here.</param>
    /// <param name="change">Makes the report a lie.</param>
    public async Task<Guid> DeliverAsync(Guid jobId, string file, Func<TranscodeCompleted, TranscodeCompleted>? change = null)
    {
        var job = await FindAsync(jobId);
        var execution = Guid.NewGuid();
        var folder = Tree.Folder("work", jobId.ToString("n"));
        File.Copy(file, Path.Combine(folder, WorkNames.Result(execution, OutputContainer.Mp4)));
        var completed = job.Completes(execution) with
        {
            SourceSha256 = await FileHash.Sha256Async(Tree.At(job.SourcePath), CancellationToken.None),
            ResultBytes = new FileInfo(file).Length,
            ResultSha256 = await FileHash.Sha256Async(file, CancellationToken.None),
        };
        completed = change?.Invoke(completed) ?? completed;
        await Store.ChangeAsync(jobId, (changed, now) => changed.Deliver(completed, now), CancellationToken.None);
        return execution;
    }

    public async Task<Job> FindAsync(Guid jobId) =>
        await Queries.FindAsync(jobId, CancellationToken.None) ?? throw new InvalidOperationException("No such job");

    public async Task<Job> EventuallyAsync(Guid jobId, Func<Job, bool> condition)
    {
        await Eventually.TrueAsync(
            async () => condition(await FindAsync(jobId)), Limit,
            async () => await FindAsync(jobId) is var job ? $"{job.State}, {job.Fate}, {job.Reason}" : "");
        return await FindAsync(jobId);
    }

    /// <summary>Waits until the job is final and its source has its fate.</summary>
    public Task<Job> EndAsync(Guid jobId) =>
        EventuallyAsync(jobId, job => job.Fate == SourceFateState.Done || job.State == JobState.Cancelled);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }
}
