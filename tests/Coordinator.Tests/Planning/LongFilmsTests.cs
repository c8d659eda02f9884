using Microsoft.Extensions.DependencyInjection;
using Transcoder.Contracts;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Planning;
using Transcoder.Coordinator.Submissions;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Chunks;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Planning;

/// <summary>A backlog of long films with two busy encoders, whose work the test does.</summary>
public sealed class LongFilmsTests : IDisposable
{
    private const int Films = 20;
    private const int Chunks = 12;
    private const int Encoders = 2;
    private const int MostInChunks = 2;
    private const int Finished = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly ClipShape Silent = new() { Width = 64, Height = 48, AudioCodec = null, VideoOptions = ["-preset", "ultrafast", "-g", "25"] };
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Long_films_are_shared_out_one_after_the_other_and_hold_up_neither_shorter_nor_more_urgent_ones()
    {
        var film = await Clips.MakeAsync(_tree.At("film.mkv"), Silent with { Frames = 300 }, Token);
        var incoming = _tree.Folder("incoming");
        string[] names = [.. Enumerable.Range(0, Films).Select(index => $"{index:00}.mkv"), "urgent.mkv"];
        foreach (var name in names)
        {
            File.Copy(film, Path.Combine(incoming, name));
        }

        await Clips.MakeAsync(Path.Combine(incoming, "short.mkv"), Silent with { Frames = 25 }, Token);
        await Clips.MakeAsync(Path.Combine(incoming, "shorter.mkv"), Silent with { Frames = 50 }, Token);
        await using var coordinator = await StartAsync();

        var ids = new List<Guid>();
        foreach (var name in names.Take(Films))
        {
            ids.Add(await SubmitAsync(coordinator, name));
        }

        await Eventually.TrueAsync(
            async () => (await coordinator.JobsAsync()).All(job => job.ExpectedFrames is not null), Limit, () => StateAsync(coordinator));
        Assert.Equal(["00.mkv"], await InChunksAsync(coordinator));

        var small = await SubmitAsync(coordinator, "short.mkv");
        Assert.Equal(0, (await coordinator.EventuallyAsync(small, job => job.State == JobState.Active)).Chunks);
        await coordinator.Store.ChangeAsync(small, (job, now) => job.Started(job.Starts(), now), Token);
        var shorter = await SubmitAsync(coordinator, "shorter.mkv");
        await coordinator.EventuallyAsync(shorter, job => job.State == JobState.Active);
        var urgent = await SubmitAsync(coordinator, "urgent.mkv", priority: 9);
        await FinishAsync(coordinator, urgent);
        await FinishAsync(coordinator, shorter);
        Assert.Equal(["00.mkv"], await InChunksAsync(coordinator));

        foreach (var id in ids.Take(Finished))
        {
            await FinishAsync(coordinator, id);
        }

        Assert.Empty((await InChunksAsync(coordinator)).Except(["02.mkv", "03.mkv"]));
    }

    /// <summary>Does whatever is ordered, oldest orders first, until a film is done.</summary>
    private async Task FinishAsync(TestCoordinator coordinator, Guid jobId)
    {
        while ((await coordinator.FindAsync(jobId)).State != JobState.Completed)
        {
            (Guid Job, Guid Part)? next = null;
            await Eventually.TrueAsync(async () => (next = await NextOrderAsync(coordinator)) is not null, Limit, () => StateAsync(coordinator));
            Heartbeat(coordinator);
            Assert.InRange((await InChunksAsync(coordinator)).Count, 1, MostInChunks + 1);
            await coordinator.Store.ChangeAsync(
                next!.Value.Job,
                (job, now) =>
                {
                    var completed = job.Completes(part: job.Parts.Find(part => part.Id == next.Value.Part));
                    return job.Deliver(completed, now) && job.AcceptPiece(completed.ExecutionId, now)
                        && (!job.IsComplete() || (job.AcceptJoined(1, new string('d', 64), now) && job.OutputPublished(now)));
                },
                Token);
            Assert.InRange(Directory.GetFiles(_tree.At("work"), "*.cut.mkv", SearchOption.AllDirectories).Length, 0, Chunks * (MostInChunks + 1));
        }

        Directory.Delete(_tree.At("work", jobId.ToString("n")), recursive: true);
    }

    private static async Task<(Guid Job, Guid Part)?> NextOrderAsync(TestCoordinator coordinator)
    {
        var orders = new List<(Guid Job, Guid Part, DateTimeOffset At)>();
        foreach (var job in (await coordinator.JobsAsync()).Where(job => job is { State: JobState.Active, Chunks: > 0 }))
        {
            orders.AddRange((await coordinator.FindAsync(job.Id)).Parts.Where(part => part.HasWork()).Select(part => (job.Id, part.Id, part.Current.NotBefore)));
        }

        return orders.Count == 0 ? null : orders.MinBy(order => order.At) is var first ? (first.Job, first.Part) : null;
    }

    private static async Task<IReadOnlyList<string>> InChunksAsync(TestCoordinator coordinator) =>
        [.. (await coordinator.JobsAsync()).Where(job => job is { State: JobState.Active, Chunks: > 0 }).Select(job => Path.GetFileName(job.SourcePath)).Order()];

    private static async Task<string> StateAsync(TestCoordinator coordinator) => string.Join(
        "; ", (await coordinator.JobsAsync()).Select(job => $"{job.SourcePath}: {job.State}, {job.Chunks} chunks, {job.ExpectedFrames} frames, {job.Reason}"));

    private static void Heartbeat(TestCoordinator coordinator)
    {
        for (var encoder = 1; encoder <= Encoders; encoder++)
        {
            coordinator.Services.GetRequiredService<EncoderFleet>().Hear(new EncoderHeartbeat
            {
                EncoderId = new Guid(encoder, 0, 0, new byte[8]),
                EncoderName = $"encoder {encoder}",
                State = EncoderState.Ready,
                Slots = 1,
                Executions =
                [
                    new ExecutionProgress
                    {
                        JobId = Guid.Empty,
                        PartId = Guid.Empty,
                        AttemptId = Guid.Empty,
                        ExecutionId = Guid.Empty,
                        Phase = ExecutionPhase.Encoding,
                    },
                ],
            });
        }
    }

    private async Task<TestCoordinator> StartAsync()
    {
        var coordinator = await TestCoordinator.StartAsync(
            _tree,
            services => services.AddPlanning().AddSingleton<ChunkCutter>().AddSingleton<ChunkCuts>().AddHostedService<ChunkWorker>(),
            ("Chunking:TargetLength", "00:00:01"), ("Chunking:MinimumLength", "00:00:00.5"), ("Storage:MinimumFreeBytes", "1"));
        Heartbeat(coordinator);
        return coordinator;
    }

    private static async Task<Guid> SubmitAsync(TestCoordinator coordinator, string path, int priority = 0) =>
        Assert.IsType<SubmitOutcome.Accepted>(await coordinator.Services.GetRequiredService<SubmissionDesk>()
            .SubmitAsync(path, "h264", priority, null, Token)).JobId;
}
