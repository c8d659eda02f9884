using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests.Messages;

/// <summary>Messages get lost, come twice, late and in another order.</summary>
public sealed class DisturbedMessagesTests
{
    private const int Films = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Each_film_has_its_one_result(int seed)
    {
        await using var farm = await DisturbedFarm.StartAsync(new Disturber(seed));
        for (var film = 0; film < Films; film++)
        {
            await farm.DropAsync($"h264/{film}.mkv", Farm.SmallFilm);
        }

        await Eventually.TrueAsync(
            () => Task.FromResult(farm.Storage.Files("archive").Count == Films), Farm.Limit,
            async () => string.Join('\n', (await farm.JobsAsync()).SelectMany(job => job.Timeline.Select(entry => $"{job.SourcePath} {entry.Text}"))));
        Assert.Equal(Enumerable.Range(0, Films).Select(film => $"h264/{film}.mp4"), farm.Storage.Files("completed"));
        Assert.Empty(farm.Storage.Files("failed"));
        Assert.All(await farm.JobsAsync(), job =>
        {
            Assert.Equal(JobState.Completed, job.State);
            Assert.Single(job.Parts.Single().Attempts.SelectMany(attempt => attempt.Executions), execution => execution.State == ExecutionState.Accepted);
        });
        await Eventually.TrueAsync(() => farm.Storage.Files("work").Count == 0, Farm.Limit);
    }

    [Fact]
    public async Task A_cancel_that_is_lost_is_said_again_until_it_arrives()
    {
        var disturber = new Disturber(null) { Lost = { [typeof(CancelTranscode)] = 3 } };
        await using var farm = await DisturbedFarm.StartAsync(disturber);
        // Too short for chunks, of which the next ones fail by themselves: what was cut for them is gone.
        await farm.DropAsync("slow/film.mkv", Farm.LongFilm with { Frames = 1400 });
        await Eventually.TrueAsync(() => disturber.Seen.ContainsKey(typeof(TranscodeStarted)), Farm.Limit);

        await farm.Store.ChangeAsync((await farm.JobsAsync()).Single().Id, (job, now) => job.Cancel(now), TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(() => disturber.Seen.ContainsKey(typeof(TranscodeFailed)), Farm.Limit);
        Assert.False(disturber.Seen.ContainsKey(typeof(TranscodeCompleted)));
        Assert.Equal(0, disturber.Lost[typeof(CancelTranscode)]);
        Assert.Equal(JobState.Cancelled, (await farm.JobsAsync()).Single().State);
        Assert.Equal(["slow/film.mkv"], farm.Storage.Files("incoming"));
    }

    [Fact]
    public async Task An_order_that_a_broken_channel_keeps_is_published_anew_and_holds_no_other_up()
    {
        var disturber = new Disturber(null) { Kept = { [typeof(TranscodeRequested)] = 1 } };
        await using var farm = await DisturbedFarm.StartAsync(disturber);
        await farm.DropAsync("h264/a.mkv", Farm.SmallFilm);
        await farm.DropAsync("h264/b.mkv", Farm.SmallFilm);

        await Eventually.TrueAsync(() => farm.Storage.Files("archive").Count == 2, Farm.Limit);

        Assert.True(disturber.Kept[typeof(TranscodeRequested)] < 0);
        Assert.Equal(["h264/a.mp4", "h264/b.mp4"], farm.Storage.Files("completed"));
    }
}
