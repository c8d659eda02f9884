using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests.Recovery;

/// <summary>A farm whose database is deleted knows from its records what was done: nothing is done twice.</summary>
public sealed class LostDatabaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_final_is_tried_again_although_all_sources_are_there()
    {
        await using var farm = new EmbeddedFarm(["--Commit:SourceFate=Keep", .. Farm.SlowProfile]);
        farm.Storage.Drop(await farm.MakeFilmAsync(), "h264/good.mkv");
        Directory.CreateDirectory(farm.Storage.At("incoming", "h264"));
        await File.WriteAllTextAsync(farm.Storage.At("incoming", "h264", "bad.mkv"), "no film", Token);
        farm.Start();
        await farm.Api.ReadyAsync();
        await EndAsync(farm, "h264/good.mkv", JobState.Completed);
        await EndAsync(farm, "h264/bad.mkv", JobState.Failed);
        var film = await Clips.MakeAsync(farm.Storage.At("long.mkv"), Farm.LongFilm, Token);
        farm.Storage.Drop(film, "slow/long.mkv");
        await farm.Api.EncodingAsync("slow/long.mkv");
        await farm.Api.AskAsync((await farm.Api.JobAsync("slow/long.mkv")).Job.Id, "cancel");
        await Eventually.TrueAsync(() => Records(farm).Count == 3, Farm.Limit, farm.State);
        var before = Records(farm);
        var result = File.GetLastWriteTimeUtc(farm.Storage.At("completed", "h264", "good.mp4"));

        await farm.KillAsync();
        farm.LoseDatabase();
        farm.Start();
        await farm.Api.ReadyAsync();
        farm.Storage.Drop(await farm.MakeFilmAsync(), "h264/later.mkv");
        await EndAsync(farm, "h264/later.mkv", JobState.Completed);

        var jobs = await farm.Api.JobsAsync();
        Assert.Equal(
            [("h264/bad.mkv", JobState.Failed), ("h264/good.mkv", JobState.Completed), ("h264/later.mkv", JobState.Completed), ("slow/long.mkv", JobState.Cancelled)],
            jobs.Select(job => (job.Source["incoming/".Length..], job.State)).Order());
        Assert.Equal(["h264/good.mp4", "h264/later.mp4"], farm.Storage.Files("completed"));
        Assert.Subset(Records(farm).ToHashSet(), before.ToHashSet());
        Assert.Equal(result, File.GetLastWriteTimeUtc(farm.Storage.At("completed", "h264", "good.mp4")));
    }

    [Fact]
    public async Task A_commit_that_was_begun_is_ended_and_not_encoded_again()
    {
        CrashPoint[] points = [CrashPoint.CommitRecorded, CrashPoint.ResultPublished, CrashPoint.OutputNoted, CrashPoint.SourceMoved, CrashPoint.JobsRestored];
        await using var farm = new EmbeddedFarm();
        var records = new HashSet<string>();
        foreach (var point in points)
        {
            farm.Storage.Drop(await farm.MakeFilmAsync(), $"h264/{point}.mkv");
            await farm.DieAsync(point);
            farm.LoseDatabase();
            records.UnionWith(Records(farm));
        }

        farm.Start();
        await farm.Api.ReadyAsync();
        foreach (var point in points)
        {
            await EndAsync(farm, $"h264/{point}.mkv", JobState.Completed);
        }

        // Of what was being encoded when a database was lost nobody knows any more: the sweep deletes it an hour later.
        await Eventually.TrueAsync(
            () => farm.Storage.Files("archive").Count == points.Length && farm.Storage.All("work/accepted").Count == 0, Farm.Limit, farm.State);
        Assert.Equal(points.Select(point => $"h264/{point}.mp4").Order(StringComparer.Ordinal), farm.Storage.Files("completed"));
        Assert.Equal(points.Length, Records(farm).Count);
        Assert.Subset(Records(farm).ToHashSet(), records);
    }

    // While one is written it has a hidden name.
    private static IReadOnlyList<string> Records(EmbeddedFarm farm) =>
        [.. farm.Storage.All("completed").Where(file => file.StartsWith(".transcoder", StringComparison.Ordinal) && Path.GetFileName(file)[0] != '.')];

    private static Task EndAsync(EmbeddedFarm farm, string source, JobState state) => Eventually.TrueAsync(
        async () => (await farm.Api.JobAsync(source)).Job.State == state, Farm.Limit, () => Task.FromResult(farm.State()));
}
