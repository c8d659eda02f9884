using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests.Recovery;

/// <summary>What is done with a farm that dies again and again, and what must be true in the end.</summary>
internal static class Crashed
{
    /// <summary>Dies at each point in turn, with one film, which each start takes a step further.</summary>
    /// <param name="farm">That has not run yet.</param>
    /// <param name="points">In the order in which a film passes them.</param>
    public static async Task ArchivesAsync(EmbeddedFarm farm, CrashPoint[] points)
    {
        farm.Storage.Drop(await farm.MakeFilmAsync(), "h264/film.mkv");
        foreach (var point in points)
        {
            await farm.DieAsync(point);
        }

        farm.Start();

        await EndAsync(farm, 1, JobState.Completed);
        Assert.Equal(["h264/film.mp4"], farm.Storage.Files("completed"));
        Assert.Equal(["h264/film.mkv"], farm.Storage.All("archive"));
        Assert.Equal(25, (await Farm.ProbeAsync(farm.Storage.At("completed", "h264", "film.mp4"))).Frames);
    }

    /// <summary>Waits until all jobs are final with all that follows, and looks at what is left.</summary>
    public static async Task EndAsync(EmbeddedFarm farm, int jobs, JobState state)
    {
        await farm.Api.ReadyAsync();
        await Eventually.TrueAsync(
            async () => await farm.Api.JobsAsync() is var found && found.Count == jobs && found.All(job => job.State == state)
                && farm.Storage.All("work").Count == 0 && farm.Storage.All("incoming").Count == 0, Farm.Limit, () => Task.FromResult(farm.State()));
        var records = (await farm.Api.JobsAsync()).Select(job => $".transcoder/{job.Id:n}.json").Order(StringComparer.Ordinal);
        await Eventually.TrueAsync(
            () => farm.Storage.All("completed").Where(file => file.StartsWith(".transcoder", StringComparison.Ordinal)).SequenceEqual(records),
            Farm.Limit, farm.State);
        await Eventually.TrueAsync(
            () => Directory.GetDirectories(farm.Storage.At("work")).All(folder => Path.GetFileName(folder) == "accepted"), Farm.Limit, farm.State);
        var encoder = Path.Combine(farm.Private, "encoder");
        Assert.Empty(Directory.Exists(encoder) ? Directory.GetFiles(encoder, "*", SearchOption.AllDirectories) : []);
    }

    /// <summary>Waits for the film's report, which is written after the film has been moved.</summary>
    public static Task ReportedAsync(EmbeddedFarm farm) => Eventually.TrueAsync(
        () => farm.Storage.Files("failed").SequenceEqual(["h264/film.mkv", "h264/film.mkv.h264.report.txt"]), Farm.Limit, farm.State);
}
