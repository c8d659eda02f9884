using Transcoder.Contracts;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>One film on several encoders, over RabbitMQ and rsync.</summary>
public sealed class ChunkTests(BrokerFixture brokers)
{
    private const int Frames = 250;
    private const int Chunks = 5;

    /// <summary>Ten seconds with a keyframe each second.</summary>
    private static readonly ClipShape Film = Farm.LongFilm with { VideoOptions = ["-preset", "ultrafast", "-g", "25"] };

    private static readonly string[] InChunks =
        ["--Chunking:Mode=Always", "--Chunking:TargetLength=00:00:02", "--Chunking:MinimumLength=00:00:01"];

    [Fact]
    public async Task A_film_is_encoded_by_all_encoders_with_the_same_tools_and_comes_out_as_one()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var other = new ToolDouble(
            farm.Tree.Folder("other"), "ffmpeg", """
            case $1 in
            -version)
                REAL "$@" | sed '1s/version /version 0-/'
                exit
                ;;
            *) exec REAL "$@" ;;
            esac
            """);
        farm.Coordinator(InChunks);
        farm.Encoder("alpha");
        farm.Encoder("beta");
        farm.Encoder("stranger", other.Environment);
        await farm.Api.ReadyAsync();
        await WaitForEncodersAsync(farm, 3);

        await farm.DropAsync("slow/film.mkv", Film);
        await farm.AppearsAsync("archive", "slow", "film.mkv");

        var job = await farm.Api.JobAsync("slow/film.mkv");
        // Not five: alpha and beta get as many each.
        Assert.Equal((JobState.Completed, 4), (job.Job.State, job.Job.Chunks));
        Assert.All(job.Parts, part => Assert.NotNull(part.AcceptedExecutionId));
        Assert.Equal(["alpha", "beta"], FarmApi.Executions(job).Select(execution => execution.Encoder).Distinct().Order());
        // The stranger declines what it happens to get of those that are free for others, once or so, and gets none while all others work.
        Assert.InRange(job.Parts.Sum(part => part.Attempts.Count), job.Parts.Count, 2 * job.Parts.Count);
        var (probe, frames) = await Farm.ProbeAsync(farm.At("completed", "slow", "film.mp4"));
        Assert.Equal(("h264", "aac", Frames), (probe.MainVideo?.Codec, probe.Streams[1].Codec, frames));
        Assert.Equal(10, probe.Duration!.Value.TotalSeconds, 0.1);
        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task A_killed_encoder_costs_its_chunk_only()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator([.. InChunks, "--Profiles:slow:Preset=veryslow"]);
        var doomed = farm.Encoder("doomed");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/film.mkv", Film);
        await Eventually.TrueAsync(async () => Done(await farm.Api.JobAsync("slow/film.mkv")).Count > 0, Farm.Limit, () => Task.FromResult(farm.State()));
        await farm.Api.EncodingAsync("slow/film.mkv");
        farm.Encoder("heir");

        await doomed.SignalAsync("KILL");

        await farm.AppearsAsync("archive", "slow", "film.mkv");
        var job = await farm.Api.JobAsync("slow/film.mkv");
        Assert.Equal(Chunks, job.Job.Chunks);
        Assert.InRange(FarmApi.Executions(job).Count, Chunks, Chunks + 1);
        Assert.Equal(Frames, (await Farm.ProbeAsync(farm.At("completed", "slow", "film.mp4"))).Frames);
        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task Proven_chunks_outlive_everything()
    {
        Assert.SkipUnless(LocalBroker.Available().Exists, LocalBroker.Available().Reason);
        await using var broker = await LocalBroker.RunAsync(TestContext.Current.CancellationToken);
        await using var farm = await Farm.StartAsync(broker.Root);
        var coordinator = farm.Coordinator(InChunks);
        var encoder = farm.Encoder("alpha");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/film.mkv", Film);
        await Eventually.TrueAsync(async () => Done(await farm.Api.JobAsync("slow/film.mkv")).Count > 1, Farm.Limit, () => Task.FromResult(farm.State()));
        await Task.WhenAll(coordinator.SignalAsync("KILL"), encoder.SignalAsync("KILL"), broker.KillAsync(TestContext.Current.CancellationToken));
        farm.Coordinator(InChunks);
        await broker.StartAsync(TestContext.Current.CancellationToken);
        await farm.Api.ReadyAsync();
        var done = Done(await farm.Api.JobAsync("slow/film.mkv"));

        farm.Encoder("beta");

        await farm.AppearsAsync("archive", "slow", "film.mkv");
        Assert.NotEmpty(done);
        Assert.Subset(Done(await farm.Api.JobAsync("slow/film.mkv")).ToHashSet(), done.ToHashSet());
        Assert.Equal(Frames, (await Farm.ProbeAsync(farm.At("completed", "slow", "film.mp4"))).Frames);
        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task A_chunk_that_an_encoder_does_not_finish_is_made_by_an_idle_one_and_the_slow_one_stops()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator(InChunks);
        var slow = HeldEncoder.Start(farm, "slow", ExecutionPhase.Encoding);
        await farm.Api.ReadyAsync();
        await farm.DropAsync("h264/film.mkv", Film);
        await slow.HeldAsync("h264/film.mkv");

        farm.Encoder("fast");

        await farm.AppearsAsync("archive", "h264", "film.mkv");
        var job = await farm.Api.JobAsync("h264/film.mkv");
        Assert.Equal((JobState.Completed, Chunks), (job.Job.State, job.Job.Chunks));
        Assert.Single(FarmApi.Executions(job), execution => execution.Encoder == "slow");
        Assert.All(
            FarmApi.Executions(job), execution => Assert.Equal(execution.Encoder == "fast", execution.State is ExecutionState.Accepted));
        Assert.Equal(Frames, (await Farm.ProbeAsync(farm.At("completed", "h264", "film.mp4"))).Frames);
        await Eventually.TrueAsync(
            async () => (await farm.Api.EncodersAsync()).All(encoder => encoder.Work.Count == 0), Farm.Limit, () => Task.FromResult(farm.State()));
        await farm.IsCleanAsync();
    }

    [Fact]
    public async Task A_lost_cut_is_made_again_and_a_killed_join_costs_no_chunk()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var tool = new ToolDouble(
            farm.Tree.Folder("tools"), "ffmpeg", """
            case "$*" in
            *"-f concat"*) mkdir "$folder/killed" 2> /dev/null && kill -9 $$ ;;
            esac
            """);
        farm.Coordinator(tool.Environment, InChunks);
        await farm.Api.ReadyAsync();
        await farm.DropAsync("h264/film.mkv", Film);
        await Eventually.TrueAsync(() => Cuts(farm).Length > 0, Farm.Limit, farm.State);
        // Nobody knows yet with which tools they will be made.
        Assert.All((await farm.Api.JobAsync("h264/film.mkv")).Parts.SelectMany(part => part.Attempts), attempt => Assert.Null(attempt.PublishedAt));
        foreach (var cut in Cuts(farm))
        {
            File.Delete(cut);
        }

        farm.Encoder("alpha");

        await farm.AppearsAsync("archive", "h264", "film.mkv");
        var job = await farm.Api.JobAsync("h264/film.mkv");
        Assert.Equal(Chunks, job.Job.Chunks);
        Assert.Equal(Chunks, FarmApi.Executions(job).Count);
        Assert.True(Directory.Exists(farm.Tree.At("tools", "killed")));
        Assert.Equal(Frames, (await Farm.ProbeAsync(farm.At("completed", "h264", "film.mp4"))).Frames);
    }

    [Fact]
    public async Task A_short_film_does_not_wait_for_a_long_one_which_leaves_nothing_when_it_is_cancelled()
    {
        await using var farm = await Farm.StartAsync(brokers);
        farm.Coordinator([.. InChunks, "--Profiles:slow:Preset=veryslow"]);
        farm.Encoder("alpha");
        await farm.Api.ReadyAsync();
        await farm.DropAsync("slow/long.mkv", Film);
        await farm.Api.EncodingAsync("slow/long.mkv");

        await farm.DropAsync("h264/short.mkv", Farm.SmallFilm);
        await farm.AppearsAsync("archive", "h264", "short.mkv");

        var job = await farm.Api.JobAsync("slow/long.mkv");
        Assert.Equal(JobState.Active, job.Job.State);
        Assert.NotEmpty(Cuts(farm));
        await farm.Api.AskAsync(job.Job.Id, "cancel");
        await Eventually.TrueAsync(() => Cuts(farm).Length == 0 && farm.Storage.All("work/accepted").Count == 0, Farm.Limit, farm.State);
    }

    private static string[] Cuts(Farm farm) => Directory.Exists(farm.At("work")) ? Directory.GetFiles(farm.At("work"), "*.cut.mkv", SearchOption.AllDirectories) : [];

    private static List<Guid> Done(JobDetail job) => [.. job.Parts.Select(part => part.AcceptedExecutionId).OfType<Guid>()];

    private static Task WaitForEncodersAsync(Farm farm, int count) =>
        Eventually.TrueAsync(async () => (await farm.Api.EncodersAsync()).Count == count, Farm.Limit, () => Task.FromResult(farm.State()));
}
