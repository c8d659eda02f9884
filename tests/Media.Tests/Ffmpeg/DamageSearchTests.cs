using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Ffmpeg;

public sealed class DamageSearchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_film_is_not_damaged()
    {
        using var tree = new TempTree();
        await using var tools = new ToolRunner();
        var film = await Clips.MakeAsync(tree.At("film.mkv"), new ClipShape { Frames = 25 }, Stop);

        Assert.Null(await new DamageSearch(tools).RunAsync(film, 0, [1], TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), Stop));
    }

    [Fact]
    public async Task A_search_that_stands_still_ends()
    {
        using var tree = new TempTree();
        await using var tools = new ToolRunner();

        // Reading it waits for ever, as from a dead disk.
        await tools.RunAsync(new ToolRequest { Program = "mkfifo", Arguments = [tree.At("pipe")] }, Stop);

        Assert.Null(await new DamageSearch(tools).RunAsync(tree.At("pipe"), 0, [], TimeSpan.FromHours(1), TimeSpan.FromSeconds(1), Stop));
    }
}
