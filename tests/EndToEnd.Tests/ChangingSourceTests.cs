using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary>Sources that do not hold still while they are encoded.</summary>
public sealed class ChangingSourceTests
{
    private static readonly string[] Names = ["deleted.mkv", "grown.mkv", "replaced.mkv", "steady.mkv"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_that_changes_costs_its_job_and_the_file_that_is_there_then_gets_its_own()
    {
        await using var farm = new EmbeddedFarm("--Ingest:RescanInterval=00:00:01", "--Encoder:Slots=4");
        var film = await farm.MakeFilmAsync();
        var bytes = await File.ReadAllBytesAsync(film, Token);
        var ffmpeg = new ToolDouble(farm.Folder("tools"), "ffmpeg");
        farm.Environment = ffmpeg.Environment;
        farm.Start();
        await farm.Api.ReadyAsync();
        ffmpeg.Hold("-progress");
        // Copied so slowly that its quiet period goes by.
        var begun = Path.Combine(farm.Folder("begun"), "grown.mkv");
        await File.WriteAllBytesAsync(begun, bytes[..(bytes.Length * 2 / 3)], Token);
        foreach (var name in Names)
        {
            farm.Storage.Drop(name == "grown.mkv" ? begun : film, name);
        }

        await EventuallyAsync(farm, jobs => jobs.Count(job => job.Progress is not null) == Names.Length);
        var first = (await farm.Api.JobsAsync()).ToDictionary(job => job.Source["incoming/".Length..]);

        File.Delete(farm.Storage.At("incoming", "deleted.mkv"));
        await File.AppendAllBytesAsync(farm.Storage.At("incoming", "grown.mkv"), bytes[(bytes.Length * 2 / 3)..], Token);
        File.Delete(farm.Storage.At("incoming", "replaced.mkv"));
        // The file system may give the new file the number of the old one; then only its time tells them apart.
        File.SetLastWriteTimeUtc(film, File.GetLastWriteTimeUtc(film).AddSeconds(-1));
        farm.Storage.Drop(film, "replaced.mkv");
        ffmpeg.Heal();
        await EventuallyAsync(farm, jobs => jobs.Count == 6 && jobs.All(job => JobTransitions.IsFinal(job.State)));

        foreach (var name in Names[..3])
        {
            var ended = (await farm.Api.DetailAsync(first[name].Id)).Job;
            Assert.Equal(JobState.Cancelled, ended.State);
            Assert.Contains("changed or removed", ended.Reason, StringComparison.Ordinal);
        }

        await EventuallyAsync(farm, _ => farm.Storage.Files("incoming").Count == 0);
        // A new file may come while the old one's job still has the name.
        Assert.Equal(Names[1..], farm.Storage.Files("completed").Select(name => name.Replace(" (2)", "", StringComparison.Ordinal)));
        Assert.Equal(Names[1..], farm.Storage.Files("archive"));
        Assert.All(Names[1..], name => Assert.Equal(bytes, File.ReadAllBytes(farm.Storage.At("archive", name))));
        Assert.Empty(farm.Storage.Files("failed"));
        Assert.DoesNotContain(await farm.Api.EncodersAsync(), encoder => encoder.StateReason is not null);
    }

    private static Task EventuallyAsync(EmbeddedFarm farm, Func<IReadOnlyList<JobSummary>, bool> condition) =>
        Eventually.TrueAsync(
            async () => condition(await farm.Api.JobsAsync()), Farm.Limit,
            async () => string.Join('\n', (await farm.Api.JobsAsync()).Select(job => $"{job.State} {job.Source}: {job.Reason}")) + farm.State());
}
