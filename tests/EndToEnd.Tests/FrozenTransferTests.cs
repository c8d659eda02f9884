using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>The programs that carry a film stand still on the way.</summary>
public sealed class FrozenTransferTests(BrokerFixture brokers)
{
    [Fact]
    public async Task An_encoders_own_rsync_is_found_and_the_film_is_pulled_again()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var tool = new ToolDouble(farm.Tree.Folder("tools"), "rsync", "[ \"$word\" = slow ] && exec REAL --bwlimit=50 \"$@\"");
        farm.Coordinator();
        var encoder = farm.Encoder("alpha", tool.Environment, "--Encoder:TransferIdleLimit=00:00:10");
        await farm.Api.ReadyAsync();
        await Eventually.TrueAsync(() => encoder.HasStarted, Farm.Limit, farm.State);
        tool.Tell("slow");
        await farm.DropAsync("h264/film.mkv", Farm.LongFilm);
        await Eventually.TrueAsync(() => ArrivedBytes(farm) > 0, Farm.Limit, farm.State);

        var rsync = (await encoder.ChildrenAsync("rsync")).SelectMany(id => ProcessTable.ChildrenOf(id).Where(IsRsync).Prepend(id)).ToList();
        Assert.NotEmpty(rsync);
        foreach (var process in rsync)
        {
            await ProcessTable.SignalAsync(process, "STOP");
        }

        Assert.All(rsync, process => Assert.True(ProcessTable.IsAlive(process)));
        tool.Heal();

        await farm.AppearsAsync("archive", "h264", "film.mkv");
        Assert.All(rsync, process => Assert.False(ProcessTable.IsAlive(process)));
        Assert.Equal(["h264/film.mp4"], farm.Files("completed"));
        Assert.Equal(ExecutionState.Accepted, Assert.Single(await farm.Api.ExecutionsAsync("h264/film.mkv")).State);
        await farm.IsCleanAsync();
    }

    private static bool IsRsync(int processId) => ProcessTable.Name(processId) == "rsync";

    private static long ArrivedBytes(Farm farm) =>
        new DirectoryInfo(farm.WorkOf("alpha")).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Sum(file => file.Length);
}
