using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Testing;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests.Recovery;

/// <summary>What is done with a farm that dies again and again, and what must be true in the end.</summary>
internal static class Crashed
{
    /// <summary>Dies at each point in turn, each time with one more film, so that every start passes the whole pipeline.</summary>
    public static async Task ArchivesAllAsync(EmbeddedFarm farm, CrashPoint[] points)
    {
        foreach (var point in points)
        {
            farm.Storage.Drop(await farm.MakeFilmAsync(), $"h264/{point}.mkv");
            await farm.DieAsync(point);
        }

        farm.Start();

        await EndAsync(farm, points.Length, JobState.Completed);
        var names = points.Select(point => $"h264/{point}").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(names.Select(name => name + ".mp4"), farm.Storage.Files("completed"));
        Assert.Equal(names.Select(name => name + ".mkv"), farm.Storage.All("archive"));
        foreach (var name in names)
        {
            Assert.Equal(25, (await Farm.ProbeAsync(farm.Storage.At("completed", name + ".mp4"))).Frames);
        }
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
}
